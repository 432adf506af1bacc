import { fragment, type FragmentDraft } from '../../devices/fragment.ts';
import type { Part, PartListener } from '../../devices/part.ts';
import type { Message } from '../../topics/message.ts';

const presses: Readonly<Record<string, readonly [event: 'pressed' | 'held', payload?: Readonly<Record<string, unknown>>]>> = {
  short: ['pressed', { count: 1 }],
  double: ['pressed', { count: 2 }],
  long: ['held'],
};
const states: Readonly<Record<string, boolean>> = { on: true, off: false };

/** A button, a switch or a motion sensor at a pin of a WLED (button.cpp); each is an endpoint. */
export function inputPart(kind: 'button' | 'motion', number: string, deviceTopic: string, bad: (message: Message) => void): Part {
  const id = `${kind}-${number}`;
  const topic = `${deviceTopic}/${kind}/${number}`;
  const base = { id, name: id, dialect: 'wled', order: 1, hasAvailability: true } as const;
  if (kind === 'motion') {
    const motion = fragment({ capability: 'motionSensor', endpoint: id, attributes: { motion: { source: topic } } });
    return { ...base, fragments: [motion], listeners: [stateListener(topic, bad, (on, reporter) => reporter.set(motion, 'motion', on))] };
  }
  const button = fragment({ capability: 'button', endpoint: id, attributes: {}, events: ['held', 'pressed'] });
  const closed = fragment({ ...switchInput, endpoint: id });
  const listener: PartListener = {
    topic,
    read: (message, reporter) => {
      const press = Object.hasOwn(presses, message.text) ? presses[message.text] : undefined;
      if (!press) return stateListener(topic, bad, (on) => reporter.set(closed, 'value', on)).read(message, reporter);
      if (!message.retained) reporter.emit(button, ...press);
    },
  };
  return { ...base, fragments: [button, closed], listeners: [listener] };
}

/** A wall switch instead of a button: it is on or off. */
const switchInput: FragmentDraft = {
  capability: 'wled:input',
  base: 'genericBoolean',
  title: 'Switch at the pin',
  attributes: { value: { source: 'button' } },
};

function stateListener(
  topic: string,
  bad: (message: Message) => void,
  take: (on: boolean, reporter: Parameters<PartListener['read']>[1]) => void,
): PartListener {
  return {
    topic,
    read: (message, reporter) => {
      const on = Object.hasOwn(states, message.text) ? states[message.text] : undefined;
      if (on === undefined) bad(message);
      else take(on, reporter);
    },
  };
}
