import { fragment } from '../../../devices/fragment.ts';
import type { Reporter } from '../../../devices/reporter.ts';
import { binaryTarget } from '../../../mapping/binary-classes.ts';
import type { Entity } from '../entity.ts';
import type { PartDraft } from '../part-draft.ts';
import { twoState } from './two-state.ts';

/** `binary_sensor`: by its device class; without one a yes or no. With `off_delay` it goes off by itself. */
export function binarySensorPart(entity: Entity): PartDraft {
  entity.requiredTopic('state_topic');
  const read = twoState(entity, { on: entity.payload('payload_on', 'ON'), off: entity.payload('payload_off', 'OFF') });
  const named = binaryTarget(entity.deviceClass);
  const target = named
    ? fragment({ capability: named.capability, attributes: { [named.attribute]: entity.describe() } })
    : entity.generic('genericBoolean', { value: entity.describe({ writable: false }) });
  const { attribute = 'value', on = true, off = false } = named ?? {};
  const delay = new OffDelay(entity.number('off_delay'));
  return {
    fragments: [target],
    ...(named?.tag !== undefined && { tags: [named.tag] }),
    listeners: entity.listen('state_topic', 'value_template', (value, reporter) => {
      const state = read(value);
      if (state === undefined) return;
      reporter.set(target, attribute, state === null ? null : state ? on : off);
      delay.saw(state === true, () => goOff(reporter));
    }),
    stop: () => delay.stop(),
  };

  function goOff(reporter: Reporter): void {
    reporter.set(target, attribute, off);
    // No message is in hand that would have it sent.
    reporter.flush();
  }
}

/** The longest that a timer can wait. */
const maxSeconds = 2_147_483;

/** Seconds after which a sensor that only ever says "on" is off again, counted from the last time it said so. */
class OffDelay {
  readonly #seconds: number | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(seconds: number | undefined) {
    this.#seconds = seconds !== undefined && seconds > 0 ? Math.min(seconds, maxSeconds) : undefined;
  }

  saw(isOn: boolean, goOff: () => void): void {
    this.stop();
    if (!isOn || this.#seconds === undefined) return;
    this.#timer = setTimeout(goOff, this.#seconds * 1000);
    this.#timer.unref();
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
