import { isObject } from '../../src/topics/message.ts';
import { replayDialect } from './dialects/replay.ts';
import type { DialectSample } from './dialects/sample.ts';
import { replayNegative, type NegativeSample } from './home-assistant/negative.ts';
import { replayHomeAssistant } from './home-assistant/replay.ts';
import type { HomeAssistantSample } from './home-assistant/sample.ts';
import { replayTemplates, type TemplateSample } from './home-assistant/templates.ts';
import type { Tally } from './tally.ts';
import { replayZigbee, type ZigbeeSample } from './zigbee.ts';

type Entry = Readonly<Record<string, unknown>>;

/** A kind of line, and how lines of it are replayed. */
interface Format {
  readonly name: string;
  readonly fits: (entry: Entry) => boolean;
  readonly replay: (entries: readonly Entry[], tally: Tally) => Promise<void>;
}

function format<Sample>(name: string, fits: Format['fits'], replay: (samples: readonly Sample[], tally: Tally) => Promise<void>): Format {
  // A file of a corpus is the runner's own data: what has the members of a format is of that format.
  return { name, fits, replay: (entries, tally) => replay(entries as unknown as readonly Sample[], tally) };
}

/** Told apart by what a line has, whatever its file is called. */
const formats: readonly Format[] = [
  format<HomeAssistantSample>(
    'discovery of Home Assistant',
    ({ topic, payload, expects, states }) =>
      typeof topic === 'string' && payload !== undefined && isObject(expects) && Array.isArray(states),
    replayHomeAssistant,
  ),
  format<TemplateSample>(
    'templates',
    ({ kind, template }) => (kind === 'value' || kind === 'command') && typeof template === 'string',
    replayTemplates,
  ),
  format<NegativeSample>(
    'announcements that must not count',
    ({ expect, topic, sequence }) => typeof expect === 'string' && (typeof topic === 'string' || Array.isArray(sequence)),
    replayNegative,
  ),
  format<ZigbeeSample>(
    'devices of Zigbee2MQTT',
    ({ device, state, topic }) => isObject(device) && isObject(state) && typeof topic === 'string',
    replayZigbee,
  ),
  format<DialectSample>(
    'messages of a dialect',
    ({ dialect, messages }) => typeof dialect === 'string' && Array.isArray(messages),
    replayDialect,
  ),
];

/** The lines of a file by their format; undefined: of none, with how many. */
export function byFormat(entries: readonly unknown[]): Map<Format | undefined, Entry[]> {
  const found = new Map<Format | undefined, Entry[]>();
  for (const entry of entries) {
    const one = isObject(entry) ? formats.find(({ fits }) => fits(entry)) : undefined;
    found.set(one, [...(found.get(one) ?? []), entry as Entry]);
  }
  return found;
}
