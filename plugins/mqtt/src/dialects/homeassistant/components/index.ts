import type { Entity } from '../entity.ts';
import type { PartDraft } from '../part-draft.ts';
import { binarySensorPart } from './binary-sensor.ts';
import { buttonPart } from './button.ts';
import { climatePart } from './climate.ts';
import { coverPart } from './cover.ts';
import { deviceAutomationPart } from './device-automation.ts';
import { eventPart } from './event.ts';
import { fanPart } from './fan.ts';
import { lightPart } from './light.ts';
import { lockPart } from './lock.ts';
import { numberPart } from './number.ts';
import { selectPart } from './select.ts';
import { sensorPart } from './sensor.ts';
import { switchPart } from './switch.ts';
import { textPart } from './text.ts';

/** What each component of the discovery becomes (capability map, section 3.3); a new one is a file and a line here. */
export const components: Readonly<Record<string, (entity: Entity) => PartDraft>> = {
  binary_sensor: binarySensorPart,
  button: buttonPart,
  climate: climatePart,
  cover: coverPart,
  device_automation: deviceAutomationPart,
  event: eventPart,
  fan: fanPart,
  light: lightPart,
  lock: lockPart,
  number: numberPart,
  select: selectPart,
  sensor: sensorPart,
  switch: switchPart,
  text: textPart,
};
