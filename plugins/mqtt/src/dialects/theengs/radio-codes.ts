import { CommandRejectedError } from '@concord/sdk';
import { fragment, type Fragment, type Values } from '../../devices/fragment.ts';
import type { Part } from '../../devices/part.ts';
import { membersOf } from '../../devices/placement.ts';

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
        const times = typeof repeat === 'number' ? { repeat } : {};
        return { sendings: [{ topic: `${gatewayTopic}/commands/${command}`, payload: JSON.stringify({ ...sent(code), ...times }) }] };
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

/** A code as one text: its number where all else is usual, or the JSON that sends it. */
export function codeIn(message: Values): string | undefined {
  const said = Object.fromEntries(telling.filter((name) => Object.hasOwn(message, name)).map((name) => [name, message[name]]));
  if (said['value'] === undefined && said['hex'] === undefined && said['message'] === undefined) {
    const { raw } = message;
    return typeof raw === 'string' && raw !== '' ? JSON.stringify({ raw }).slice(0, 65_536) : undefined;
  }
  const { value, ...rest } = said;
  const isUsual = Object.entries(rest).every(([name, one]) => usual[name] === one);
  const isNumber = typeof value === 'number' || (typeof value === 'string' && value !== '');
  return (isUsual && isNumber ? String(value) : JSON.stringify(said)).slice(0, 65_536);
}

/** What the gateway is told. Throws `CommandRejectedError` for what is no code, or a number that JSON can't say exactly. */
export function sent(code: string): Values {
  const read = /^\d{1,20}$/.test(code) ? { value: Number(code) } : jsonObject(code);
  if (!read) throw new CommandRejectedError('wants a code as a number, or as the JSON that the gateway takes');
  // Some of its digits are lost already; "hex" keeps them all (OpenMQTTGateway, "IR gateway", sending).
  if (Object.values(read).some((one) => typeof one === 'number' && Math.abs(one) > Number.MAX_SAFE_INTEGER))
    throw new CommandRejectedError('the number has more digits than can be sent; send {"hex":"0x…","bits":…,"protocol_name":"…"} instead');
  return read;
}

function jsonObject(text: string): Values | undefined {
  try {
    const json: unknown = JSON.parse(text);
    return typeof json === 'object' && json !== null && !Array.isArray(json) ? (json as Values) : undefined;
  } catch {
    return undefined;
  }
}
