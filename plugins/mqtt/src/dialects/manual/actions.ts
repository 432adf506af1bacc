import { setImmediate as nextTurn } from 'node:timers/promises';
import { InvalidInputError, type RunningPlugin } from '@concord/sdk';
import type { TemplateEngine } from '../../templates/engine.ts';
import type { HeardTopics } from '../../topics/heard-topics.ts';
import { isObject } from '../../topics/message.ts';
import { checkMapping } from './check.ts';
import type { Mappings } from './mappings.ts';
import { previewOf, type Sample } from './preview.ts';

interface ActionTools {
  readonly mappings: Mappings;
  readonly engine: TemplateEngine;
  readonly heard: readonly HeardTopics[];
}

/** The plugin's actions for what announces nothing; their inputs fit the manifest's schemas, and no more is believed of them. */
export function mappingActions({ mappings, engine, heard }: ActionTools): NonNullable<RunningPlugin['actions']> {
  const brokers = heard.map(({ broker }) => broker);
  const examine = async ({ mapping, samples }: Readonly<Record<string, unknown>>) => {
    const checked = checkMapping(mapping, { engine, brokers });
    const named = isObject(mapping) ? mapping['broker'] : undefined;
    const lastOn = (filter: string) =>
      heard.filter(({ broker }) => named === undefined || broker === named).flatMap((one) => one.last(filter) ?? [])[0];
    const preview = await previewOf(checked.values, { samples: samplesIn(samples), heard: lastOn, engine });
    // What the check refused fails when it is tried, too: once is enough.
    const places = new Set(checked.findings.map(({ path }) => path));
    const findings = [...checked.findings, ...preview.findings.filter(({ path }) => !places.has(path))].slice(0, maxFindings);
    return { mapping: findings.length === 0 ? checked.mapping : undefined, findings, values: preview.values };
  };
  return {
    checkMapping: async (input) => {
      const { findings, values } = await examine(input);
      return { findings, values };
    },
    saveMapping: async (input) => {
      const { mapping: given } = input;
      if (mappings.wasRemoved(given)) return { mapping: await mappings.save(given) };
      const { mapping, findings } = await examine(input);
      if (mapping) return { mapping: await mappings.save(mapping) };
      const places = findings.map(({ path, message }) => `${path || '/'} ${message}`).join('; ');
      throw new InvalidInputError(
        `the mapping can't be used: ${places}`,
        findings.map(({ path, message }) => ({ path: `/mapping${path}`, message })),
        'mapping-invalid',
      );
    },
    removeMapping: async ({ key }) => {
      const removed = await mappings.remove(String(key));
      return { removed: removed !== undefined, ...(removed && { mapping: removed }) };
    },
    listMappings: async () => ({ mappings: mappings.list() }),
    listenTopics: async ({ filter }) => {
      for (const one of heard) one.watch();
      // A broker in this process hands over what it kept before the next turn.
      await nextTurn();
      return { brokers, ...listed(heard, typeof filter === 'string' ? filter.toLowerCase() : '') };
    },
  };
}

/** Nobody reads more, and a draft may be wrong in every letter. */
const maxFindings = 500;
/** How many topics one answer holds. */
const maxListed = 300;

/** Topics that nobody listens to come first, and of those the ones that spoke last. */
function listed(heard: readonly HeardTopics[], filter: string) {
  const all = heard.flatMap((one) => one.list(filter));
  const sorted = all.toSorted((a, b) => Number(a.isUsed) - Number(b.isUsed) || (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
  return { topics: sorted.slice(0, maxListed), leftOut: Math.max(0, sorted.length - maxListed) };
}

function samplesIn(samples: unknown): Sample[] {
  if (!Array.isArray(samples)) return [];
  return samples
    .filter(isObject)
    .flatMap(({ topic, payload }) => (typeof topic === 'string' && typeof payload === 'string' ? [{ topic, payload }] : []));
}
