import type { DeviceIdentity } from '../../devices/device-identity.ts';
import type { Values } from '../../devices/fragment.ts';

/** Who sent a transmission. */
export interface Sender {
  /** As the topics below `devices` name it, joined by `-`: the same by either way. */
  readonly id: string;
  readonly identity: DeviceIdentity;
}

/** What tells devices apart, in the order of the topics: `devices[/type][/model][/subtype][/channel][/id]` (rtl_433, "MQTT output"). */
const naming = ['type', 'model', 'subtype', 'channel', 'id'] as const;
/** The only type that there is (rtl_433, "Data format"). */
const types = new Set(['TPMS']);

/** Members that say who sent it. */
export const namingMembers: ReadonlySet<string> = new Set(naming);

const maxName = 64;

/** The sender that a transmission's JSON names; undefined where it is none. */
export function senderIn(event: Values): Sender | undefined {
  const { model } = event;
  if (typeof model !== 'string' || model === '') return undefined;
  const said = naming.flatMap((name) => {
    const value = event[name];
    return (typeof value === 'string' && value !== '') || typeof value === 'number' ? [String(value).slice(0, maxName)] : [];
  });
  const rest = said.slice(said.indexOf(model.slice(0, maxName)) + 1);
  return sender(said.map(topicLevel).join('-'), said.map(announcedLevel).join('-'), model, rest);
}

/** The sender of a single value: the levels of its topic between `devices` and the value's name. Undefined where there are none. */
export function senderAt(levels: readonly string[]): Sender | undefined {
  const [first, ...others] = types.has(levels[0] ?? '') ? levels.slice(1) : levels;
  if (!first || levels.length > naming.length) return undefined;
  const id = levels.join('-');
  return sender(id, id, first, others);
}

function sender(id: string, announced: string, model: string, rest: readonly string[]): Sender {
  const [maker = '', ...words] = model.split('-');
  return {
    id: id.slice(0, 200),
    identity: {
      name: [model, ...rest].join(' ').slice(0, 255),
      ...(words.length > 0 && maker !== '' && { maker: maker.slice(0, 255) }),
      model: (words.join('-') || model).slice(0, 255),
      // The very text that rtl_433_mqtt_hass.py announces as the device's identifier.
      identifiers: [...new Set([id, announced])].map((value) => ({ type: 'own', value: value.slice(0, 255) })),
      sleeping: true,
    },
  };
}

/** What is no letter, digit, `-` or `.` becomes `_` in topics (output_mqtt.c). */
function topicLevel(text: string): string {
  return text.replace(/[^-.A-Za-z0-9]/g, '_');
}

/** As rtl_433_mqtt_hass.py writes it. */
function announcedLevel(text: string): string {
  return text.replace(/[ /.]/g, '_').replaceAll('&', '');
}
