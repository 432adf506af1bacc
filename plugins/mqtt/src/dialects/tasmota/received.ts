import { CommandRejectedError } from '@concord/sdk';
import { fragment } from '../../devices/fragment.ts';
import { bridgeCode } from './bridge-code.ts';
import { memberOf, valueAt } from './device-tools.ts';
import { staticPart, type Setup, type StaticPart } from './static-part.ts';

const main = { endpoint: undefined, name: undefined };
const maxCode = 65_536;

/** What some values tell beside what they are: a code of a remote control, a tag; by the member that holds them. */
const parts: Readonly<Record<string, (setup: Setup) => StaticPart>> = {
  IrReceived: (setup) => remotePart('IrReceived', 'ir', 'IRSend', setup),
  RfReceived: (setup) => remotePart('RfReceived', 'rf', 'RfSend', setup),
  // A bridge with Portisch's firmware; what it sends is the text alone.
  RfRaw: (setup) => remotePart('RfRaw', 'rf', 'RfRaw', setup),
  PN532: (setup) => tagPart('PN532', 'nfc', setup),
  RC522: (setup) => tagPart('RC522', 'rfid', setup),
  RDM6300: (setup) => tagPart('RDM6300', 'rfid', setup),
};

/** Undefined: the member tells nothing beside its values. */
export function receivedPart(name: string, setup: Setup): StaticPart | undefined {
  return Object.hasOwn(parts, name) ? parts[name]?.(setup) : undefined;
}

/** Codes as the product writes them, in JSON: what was received can be sent as it is (documentation: "IR Remote", "RF Protocol"). */
function remotePart(name: string, media: 'ir' | 'rf', command: string, setup: Setup): StaticPart {
  const { tools } = setup;
  const target = fragment({
    capability: 'remoteTransmitter',
    attributes: { media: tools.describe(name) },
    commands: {
      send: ({ code, timings, carrier, repeat }) => {
        const times = typeof repeat === 'number' && repeat > 0 && media === 'ir' ? String(repeat + 1) : '';
        const timed = typeof code === 'string' && name === 'RfReceived' ? bridgeCode(code) : undefined;
        if (timed) return tools.plan(...timed);
        if (typeof code === 'string') return tools.plan([`${command}${times}`, code]);
        if (!Array.isArray(timings) || media !== 'ir') throw new CommandRejectedError('wants a code');
        const kilohertz = typeof carrier === 'number' ? Math.round(carrier / 1000) : 0;
        return tools.plan([`${command}${times}`, [kilohertz, ...timings.map((one) => Math.round(Number(one)))].join(',')]);
      },
    },
    events: ['received'],
  });
  const listener = tools.listen((members, reporter, { retained }) => {
    const received = memberOf(members, name);
    if (received === undefined) return;
    reporter.set(target, 'media', media);
    const code = codeOf(name === 'RfRaw' ? (memberOf(received, 'Data') ?? received) : received);
    if (!retained) reporter.emit(target, 'received', { code: code.slice(0, maxCode) });
  });
  return staticPart(setup, {
    id: `${name}.received`,
    kind: undefined,
    order: 1,
    spot: main,
    fragments: [target],
    listeners: [listener],
    reads: [],
  });
}

function codeOf(received: unknown): string {
  return typeof received === 'string' ? received : JSON.stringify(received);
}

function tagPart(name: string, technology: string, setup: Setup): StaticPart {
  const { tools } = setup;
  const source = `${name}.UID`;
  const target = fragment({
    capability: 'tagReader',
    attributes: { lastTag: tools.describe(source), technology: tools.describe(source) },
    events: ['scanned'],
  });
  const listener = tools.listen((members, reporter, { retained }) => {
    const tag = valueAt(members, [name, 'UID']);
    if (tag === undefined) return;
    if ((typeof tag !== 'string' && typeof tag !== 'number') || tag === '') return tools.bad(source, tag);
    const uid = String(tag).slice(0, 255);
    reporter.set(target, 'lastTag', uid);
    reporter.set(target, 'technology', technology);
    if (!retained) reporter.emit(target, 'scanned', { tag: uid });
  });
  return staticPart(setup, {
    id: source,
    kind: undefined,
    order: 1,
    spot: main,
    fragments: [target],
    listeners: [listener],
    reads: [source],
  });
}
