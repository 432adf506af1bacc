import { CommandRejectedError } from '@concord/sdk';
import { fragment, type Fragment, type Values } from '../../devices/fragment.ts';
import type { Part } from '../../devices/part.ts';
import { membersOf } from '../../devices/placement.ts';
import { isObject } from '../../topics/message.ts';

/** A receiver of codes on a gateway: its topic, the one that sends, and its endpoint (OpenMQTTGateway, "RF gateways", "IR gateway"). */
interface CodeRadio {
  readonly topic: string;
  readonly command: string;
  readonly endpoint: string;
  readonly media: 'ir' | 'rf';
}

export const codeRadios: readonly CodeRadio[] = [
  { topic: '433toMQTT', command: 'MQTTto433', endpoint: 'rf', media: 'rf' },
  { topic: 'RFtoMQTT', command: 'MQTTtoRF', endpoint: 'rf', media: 'rf' },
  { topic: 'RF2toMQTT', command: 'MQTTtoRF2', endpoint: 'rf2', media: 'rf' },
  { topic: 'SRFBtoMQTT', command: 'MQTTtoSRFB', endpoint: 'srfb', media: 'rf' },
  { topic: 'PilighttoMQTT', command: 'MQTTtoPilight', endpoint: 'pilight', media: 'rf' },
  { topic: 'IRtoMQTT', command: 'MQTTtoIR', endpoint: 'ir', media: 'ir' },
];

/** The remote transmitter of a radio: what it hears are events, and the same code can be sent. */
export function codePart(
  { topic, command, endpoint }: CodeRadio,
  gatewayTopic: string,
): { readonly part: Part; readonly target: Fragment } {
  const target = fragment({
    capability: 'remoteTransmitter',
    endpoint,
    attributes: { media: { source: topic } },
    commands: {
      send: ({ code, repeat }) => {
        if (typeof code !== 'string') throw new CommandRejectedError('wants "code"');
        const payload = sent(code, typeof repeat === 'number' ? repeat : undefined);
        return { sendings: [{ topic: `${gatewayTopic}/commands/${command}`, payload }] };
      },
    },
    events: ['received'],
  });
  const part: Part = {
    // Its topic is the id of the value that was heard last.
    id: `${topic} codes`,
    name: topic,
    dialect: 'theengs',
    order: 1,
    fragments: [target],
    says: membersOf(target).map((member) => ({ item: topic, fragment: target, member })),
    listeners: [],
    hasAvailability: true,
  };
  return { part, target };
}

/** What makes a code what it is, however it was received: pulses have another length each time. */
const telling = ['value', 'hex', 'protocol', 'length', 'bits', 'protocol_name', 'message'] as const;
/** The usual remote: what a gateway sends where only a value is said. */
const usual: Values = { protocol: 1, length: 24 };

/**
 * A code as one text: its number where all else is usual, or the JSON that sends it. `text`: the message itself, since a number of more than
 * 53 bits lost digits when it was read.
 */
export function codeIn(message: Values, text: string): string | undefined {
  const said = Object.fromEntries(telling.filter((name) => Object.hasOwn(message, name)).map((name) => [name, message[name]]));
  if (said['value'] === undefined && said['hex'] === undefined && said['message'] === undefined) {
    const { raw } = message;
    return typeof raw === 'string' && raw !== '' ? JSON.stringify({ raw }).slice(0, 65_536) : undefined;
  }
  const { value, ...rest } = said;
  const isUsual = Object.entries(rest).every(([name, one]) => usual[name] === one);
  const isNumber = typeof value === 'number' || (typeof value === 'string' && value !== '');
  const digits = typeof value === 'number' && !Number.isSafeInteger(value) ? /"value"\s*:\s*(\d{16,20})(?!\d)/.exec(text)?.[1] : undefined;
  if (isUsual && isNumber) return (digits ?? String(value)).slice(0, 65_536);
  const json = JSON.stringify(said);
  return (digits === undefined ? json : json.replace(/"value":[^,}]+/, `"value":${digits}`)).slice(0, 65_536);
}

/**
 * What the gateway is told: the text as it is, since a number of more than 53 bits, read and written again, would be another one. Throws
 * `CommandRejectedError` for what is no code.
 */
export function sent(code: string, repeat?: number): string {
  const text = /^\d{1,20}$/.test(code) ? `{"value":${BigInt(code)}}` : code.trim();
  if (!isObjectText(text)) throw new CommandRejectedError('wants a code as a number, or as the JSON that the gateway takes');
  if (repeat === undefined) return text;
  const members = text.slice(1, -1).trim();
  return `{${members}${members === '' ? '' : ','}"repeat":${repeat}}`;
}

function isObjectText(text: string): boolean {
  try {
    return isObject(JSON.parse(text));
  } catch {
    return false;
  }
}
