import { CommandRejectedError } from '@concord/sdk';
import { fragment, type Fragment, type Values } from '../../../devices/fragment.ts';
import { pythonText } from '../../../templates/python-text.ts';
import { refuse, type Entity } from '../entity.ts';
import type { PartDraft } from '../part-draft.ts';
import { asObject, member } from './json-value.ts';

/** A signal as the discovery has it: microseconds, positive while the light is on, and the carrier in hertz. */
interface Signal {
  readonly timings: readonly number[];
  readonly modulation?: number;
}

const maxTimings = 4096;
const usualCarrier = 38_000;

/** `infrared`: an emitter or a receiver, which its `schema` says. */
export function infraredPart(entity: Entity): PartDraft {
  const schema = entity.text('schema');
  if (schema === 'emitter') return emitter(entity);
  return schema === 'receiver' ? receiver(entity) : refuse('schema is neither "emitter" nor "receiver"');
}

function emitter(entity: Entity): PartDraft {
  entity.requireCommands();
  const target = fragment({
    capability: 'remoteTransmitter',
    attributes: { media: entity.describe() },
    commands: {
      send: (args) => {
        const { timings, modulation = usualCarrier } = wished(args);
        const said = { timings, modulation, repeat_count: typeof args['repeat'] === 'number' ? args['repeat'] : 0 };
        return { sendings: [entity.send('command_topic', JSON.stringify(said), 'command_template', said)], assumed: {} };
      },
    },
  });
  return { fragments: [target], listeners: [], constants: [infrared(target)] };
}

/** Timings alternate between on and off, so their sign says nothing new. A code is what a receiver told: the signal as JSON. */
function wished({ timings, carrier, code }: Values): Signal {
  if (Array.isArray(timings) && timings.length > 0)
    return {
      timings: timings.map((time, at) => (at % 2 === 0 ? 1 : -1) * Math.round(Number(time))),
      ...(typeof carrier === 'number' && { modulation: Math.round(carrier) }),
    };
  const signal = signalOf(code);
  if (!signal) throw new CommandRejectedError('wants timings, or a code that a receiver told');
  return signal;
}

function receiver(entity: Entity): PartDraft {
  entity.requiredTopic('state_topic');
  const target = fragment({ capability: 'remoteTransmitter', attributes: { media: entity.describe() }, events: ['received'] });
  return {
    fragments: [target],
    constants: [infrared(target)],
    listeners: entity.listen('state_topic', 'value_template', (value, reporter, message) => {
      const text = pythonText(value);
      if (message.retained || ['', 'None', 'null', '""'].includes(text)) return;
      const signal = signalOf(value);
      if (!signal) return entity.bad(text.slice(0, 100), 'not a signal');
      reporter.emit(target, 'received', { code: JSON.stringify(signal) });
    }),
  };
}

function infrared(fragment: Fragment) {
  return { fragment, attribute: 'media', value: 'ir' };
}

function signalOf(value: unknown): Signal | undefined {
  const said = asObject(value);
  if (!said) return undefined;
  const timings = member(said, 'timings');
  if (!Array.isArray(timings) || timings.length === 0 || timings.length > maxTimings) return undefined;
  if (!timings.every((time): time is number => Number.isSafeInteger(time))) return undefined;
  const modulation = member(said, 'modulation');
  return { timings, ...(typeof modulation === 'number' && modulation > 0 && { modulation }) };
}
