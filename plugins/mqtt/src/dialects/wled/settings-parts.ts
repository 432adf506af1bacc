import { CommandRejectedError } from '@concord/sdk';
import { fragment } from '../../devices/fragment.ts';
import type { Part } from '../../devices/part.ts';
import { featureOf } from '../../mapping/feature.ts';
import { genericPart } from '../../mapping/feature-part.ts';
import { rows, type WledRow } from './rows.ts';
import { stateIn, wholeIn, type WledElements } from './state-xml.ts';
import type { WledTopics } from './topics.ts';

/** WLED's presets go up to this (kno.wled.ge, "Presets"). */
const maxPreset = 250;

/** The presets: which is on, and calling one. Their names are not told by MQTT. */
export function presetPart(topics: WledTopics): Part {
  const scene = fragment({
    capability: 'scene',
    attributes: { active: { source: 'ps' } },
    commands: {
      recall: ({ id }) => {
        const number = typeof id === 'string' && /^\d{1,3}$/.test(id) ? Number(id) : 0;
        if (number < 1 || number > maxPreset) throw new CommandRejectedError(`WLED calls presets by a number of 1 to ${maxPreset}`);
        return { sendings: [topics.api(JSON.stringify({ ps: number }))] };
      },
    },
  });
  return {
    id: 'ps',
    dialect: 'wled',
    order: 1,
    hasAvailability: true,
    fragments: [scene],
    listeners: [
      {
        topic: topics.state,
        read: (message, reporter) => {
          const preset = numberOfPreset(stateIn(message));
          if (preset !== undefined) reporter.set(scene, 'active', preset > 0 ? String(preset) : null);
        },
      },
    ],
  };
}

/** 0, -1: none. */
function numberOfPreset(elements: WledElements | undefined): number | undefined {
  if (elements?.get('ps')?.[0] === '-1') return 0;
  return elements && wholeIn(elements, 'ps', 255);
}

/** The other elements. The white lamp's come when a state has told that there is one. */
export function settingParts(topics: WledTopics, hasWhite: boolean): Part[] {
  return rows.filter(({ isWhite = false }) => hasWhite || !isWhite).map((row) => settingPart(row, topics));
}

const orders = { primary: 1, config: 2, diagnostic: 3 } as const;

function settingPart({ element, feature: said, read, write }: WledRow, topics: WledTopics): Part {
  const feature = featureOf({ ...said, property: element });
  const made = genericPart(
    feature,
    {
      namespace: 'wled',
      listen: (_, take) => [
        {
          topic: topics.state,
          read: (message, reporter) => {
            const elements = stateIn(message);
            const value = elements && read(elements);
            if (value !== undefined) take(value, reporter, message);
          },
        },
      ],
      plan: (_, value) => {
        if (!write) throw new CommandRejectedError('can only be read');
        return { sendings: [topics.api(write(value))] };
      },
      // `read` gives what it understands, and nothing else.
      bad: () => undefined,
    },
    { endpoint: undefined },
  );
  return { id: element, dialect: 'wled', order: orders[feature.category], name: feature.label, hasAvailability: true, ...made };
}
