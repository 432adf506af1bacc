import { CommandRejectedError } from '@concord/sdk';
import type { DialectName } from '../devices/dialect-name.ts';
import type { Fragment, Values } from '../devices/fragment.ts';
import type { Part } from '../devices/part.ts';
import type { Reporter } from '../devices/reporter.ts';
import type { Message } from '../topics/message.ts';
import type { Known, Meaning } from './bare-meaning.ts';
import { featureOf } from './feature.ts';
import { genericPart, namedPart, type FeatureTools } from './feature-part.ts';

interface BareTools {
  readonly dialect: DialectName;
  /** Seconds without a message after which what it measures is stale. */
  readonly maxSilence: number | undefined;
  readonly endpoint?: string | undefined;
  readonly bad: (what: string, value: unknown) => void;
}

/** One bare value: the part that it gives to its device, and how it is read. */
export interface BarePart {
  readonly part: Part;
  /** The value's type where its name says nothing. */
  readonly guessed: Meaning['type'] | 'structure' | undefined;
  read(value: unknown, beside: Values, reporter: Reporter, message: Message): void;
}

const orders = { primary: 1, config: 2, diagnostic: 3 } as const;

/** The part of a name; `known` undefined: a structure without a name of ours. */
export function barePart(name: string, known: Known | undefined, tools: BareTools): BarePart {
  const meanings = known ? known.meanings : [structure];
  const made = meanings.map((meaning) => meant(name, meaning, tools));
  const category = meanings[0]?.category ?? 'primary';
  const isGuessed = known === undefined || (known.meanings.length === 1 && known.meanings[0]?.rows.length === 0);
  return {
    part: {
      id: name.slice(0, 255),
      dialect: tools.dialect,
      order: orders[category],
      fragments: made.flatMap(({ fragments }) => fragments),
      listeners: [],
      note: known?.internal === undefined ? undefined : { outcome: 'internal', reason: known.internal },
      hasAvailability: true,
    },
    guessed: isGuessed ? (known?.meanings[0]?.type ?? 'structure') : undefined,
    read: (value, beside, reporter, message) => {
      for (const { meaning, takes } of made) {
        const meant = meaning.read ? meaning.read(value, beside) : value;
        if (meant === undefined) tools.bad(name, value);
        else for (const take of takes) take(meant, reporter, message);
      }
    },
  };
}

type Shaped = Omit<Meaning, 'type'> & { readonly type: string };
type Take = (value: unknown, reporter: Reporter, message: Message) => void;

const structure: Shaped = { type: 'structure', rows: [] };

function meant(name: string, meaning: Shaped, { dialect, maxSilence, endpoint, bad }: BareTools) {
  const takes: Take[] = [];
  const tools: FeatureTools = {
    namespace: dialect,
    listen: (_, take) => {
      takes.push(take);
      return [];
    },
    plan: () => {
      throw new CommandRejectedError('can only be read');
    },
    bad,
  };
  const { type, rows, unit, category = 'primary' } = meaning;
  // What is only watched is said when it changes.
  const isMeasured = type === 'numeric' && category === 'primary';
  const feature = featureOf({ type, name, unit, category, maxSilence: isMeasured ? maxSilence : undefined });
  const { fragments } = namedPart(feature, rows, tools, { endpoint }) ?? genericPart(feature, tools, { endpoint });
  return { meaning, takes, fragments: fragments satisfies readonly Fragment[] };
}
