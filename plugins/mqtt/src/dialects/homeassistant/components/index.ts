import type { Entity } from '../entity.ts';
import type { PartDraft } from '../part-draft.ts';
import { alarmControlPanelPart } from './alarm-control-panel.ts';
import { binarySensorPart } from './binary-sensor.ts';
import { buttonPart } from './button.ts';
import { cameraPart, imagePart } from './camera.ts';
import { climatePart } from './climate.ts';
import { coverPart } from './cover.ts';
import { datePart, datetimePart, timePart } from './date-time.ts';
import { deviceAutomationPart } from './device-automation.ts';
import { deviceTrackerPart } from './device-tracker.ts';
import { eventPart } from './event.ts';
import { fanPart } from './fan.ts';
import { humidifierPart } from './humidifier.ts';
import { infraredPart } from './infrared.ts';
import { lawnMowerPart } from './lawn-mower.ts';
import { lightPart } from './light.ts';
import { lockPart } from './lock.ts';
import { notifyPart } from './notify.ts';
import { numberPart } from './number.ts';
import { scenePart } from './scene.ts';
import { selectPart } from './select.ts';
import { sensorPart } from './sensor.ts';
import { sirenPart } from './siren.ts';
import { switchPart } from './switch.ts';
import { tagPart } from './tag.ts';
import { textPart } from './text.ts';
import { updatePart } from './update.ts';
import { vacuumPart } from './vacuum.ts';
import { valvePart } from './valve.ts';
import { waterHeaterPart } from './water-heater.ts';

/** What each component of the discovery becomes (capability map, section 3.3); a new one is a file and a line here. */
export const components: Readonly<Record<string, (entity: Entity) => PartDraft>> = {
  alarm_control_panel: alarmControlPanelPart,
  binary_sensor: binarySensorPart,
  button: buttonPart,
  camera: cameraPart,
  climate: climatePart,
  cover: coverPart,
  date: datePart,
  datetime: datetimePart,
  device_automation: deviceAutomationPart,
  device_tracker: deviceTrackerPart,
  event: eventPart,
  fan: fanPart,
  humidifier: humidifierPart,
  image: imagePart,
  infrared: infraredPart,
  lawn_mower: lawnMowerPart,
  light: lightPart,
  lock: lockPart,
  notify: notifyPart,
  number: numberPart,
  scene: scenePart,
  select: selectPart,
  sensor: sensorPart,
  siren: sirenPart,
  switch: switchPart,
  tag: tagPart,
  text: textPart,
  time: timePart,
  update: updatePart,
  vacuum: vacuumPart,
  valve: valvePart,
  water_heater: waterHeaterPart,
};
