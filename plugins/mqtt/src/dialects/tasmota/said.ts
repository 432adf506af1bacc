import type { Values } from '../../devices/fragment.ts';
import { isObject, Message } from '../../topics/message.ts';

/** Whatever topic it came by, the parts of a device hear it here. */
export const heard = 'said';

/** Where a part hears only what has a member of this name. */
export function heardOf(member: string): string {
  return `${heard} ${member}`;
}

/** What a Tasmota said: one message, with what only wraps its values taken off. */
export class Said extends Message {
  readonly members: Values;
  /** The members that come from sensors. */
  readonly sensors: ReadonlySet<string>;

  constructor(members: Values, sensors: ReadonlySet<string>, { payload, retained }: Pick<Message, 'payload' | 'retained'>) {
    super(heard, payload, retained);
    this.members = members;
    this.sensors = sensors;
  }
}

/** Members that hold what the devices behind a bridge say, by device. */
export const bridged: ReadonlySet<string> = new Set(['ZbReceived', 'LwReceived']);
/** What a status answer says that other messages say by the same name; the rest of it is one structure. */
const common: Readonly<Record<string, ReadonlySet<string>>> = {
  StatusPRM: new Set(['RestartReason', 'BootCount', 'Uptime', 'UptimeSec', 'Sleep']),
  StatusFWR: new Set(['Version', 'Hardware']),
  StatusMEM: new Set(['Heap']),
  StatusNET: new Set(['Hostname', 'IPAddress', 'Mac']),
};
/** Members that only hold what is said elsewhere without them. */
const wrappers = new Set(['StatusSTS', 'StatusSNS', 'Info1', 'Info2', 'Info3']);
const sensorNames = new Set(['SENSOR', 'STATUS8', 'STATUS10', 'ENERGY']);
/** Products tell their passwords when they are set; nobody has to see them here, nor the texts of rules and scripts, which may hold some. */
const secret = /passw|secret|token|^(?!rf)(?:.*key)\d*$|psk|^ota_?url$|^mqttuser$|^rule(?:s|\d)$|^script$/i;
const maxDepth = 8;

/**
 * Reads a message to `<full topic>/<name>` (documentation: "JSON Status Responses"). Mostly it is an object; a relay's state, an answer in words
 * and older versions' thresholds are plain text, which is the value of the name. Undefined: it says nothing.
 */
export function readSaid(name: string, message: Message): Said | undefined {
  const { object } = message;
  if (secret.test(name)) return undefined;
  if (!object) return message.text.trim() === '' ? undefined : new Said({ [name]: plain(message) }, new Set(), message);
  const isSensor = sensorNames.has(name);
  const members: [string, unknown][] = [];
  const sensors = new Set<string>();
  const take = (entries: readonly [string, unknown][], fromSensor: boolean) => {
    for (const [key, value] of entries) {
      if (secret.test(key)) continue;
      members.push([key, withoutSecrets(value, 0)]);
      if (fromSensor || bridged.has(key)) sensors.add(key);
    }
  };
  for (const [key, value] of Object.entries(wrapped(name, object))) {
    const shared = Object.hasOwn(common, key) ? common[key] : undefined;
    if (wrappers.has(key) && isObject(value)) take(Object.entries(value), key === 'StatusSNS');
    else if (shared && isObject(value)) {
      take(
        Object.entries(value).filter(([name]) => shared.has(name)),
        false,
      );
      take([[key, Object.fromEntries(Object.entries(value).filter(([name]) => !shared.has(name)))]], false);
    } else take([[key, value]], isSensor);
  }
  return new Said(Object.fromEntries(members), sensors, message);
}

const timeMembers = new Set(['Time', 'Epoch']);

/** Older versions send some objects to topics of their own, without the name. */
function wrapped(name: string, object: Values): Values {
  if (name === 'ENERGY') return { ENERGY: Object.fromEntries(Object.entries(object).filter(([key]) => !timeMembers.has(key))) };
  if (bridged.has(name)) return { [name]: object };
  const button = /^BUTTON(\d{1,2})$/.exec(name)?.[1];
  if (button === undefined || typeof object['ACTION'] !== 'string') return object;
  return { [`Button${button}`]: { Action: object['ACTION'] } };
}

function plain({ json, text }: Message): unknown {
  return typeof json === 'number' || typeof json === 'boolean' ? json : text.slice(0, 1000);
}

function withoutSecrets(value: unknown, depth: number): unknown {
  if (depth > maxDepth) return undefined;
  if (Array.isArray(value)) return value.map((one) => withoutSecrets(one, depth + 1) ?? null);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, one]): [string, unknown][] =>
      secret.test(key) ? [] : [[key, withoutSecrets(one, depth + 1) ?? null]],
    ),
  );
}
