import type { HandMapping, HeardTopics, MappingCheck, Sample } from '../by-hand/mapping.ts';
import { runPluginAction } from './plugins.ts';

// What an action answers is its plugin's own: the API's document says no more than that there is an answer.
async function ask<Answer>(plugin: string, action: string, input: Record<string, unknown>): Promise<Answer> {
  const { result } = await runPluginAction(plugin, action, input);
  return result as Answer;
}

export const listMappings = (plugin: string) => ask<{ mappings: HandMapping[] }>(plugin, 'listMappings', {});
export const checkMapping = (plugin: string, mapping: HandMapping, samples: readonly Sample[]) =>
  ask<MappingCheck>(plugin, 'checkMapping', { mapping, samples });
export const saveMapping = (plugin: string, mapping: HandMapping, samples: readonly Sample[] = []) =>
  ask<{ mapping: HandMapping }>(plugin, 'saveMapping', { mapping, samples });
export const removeMapping = (plugin: string, key: string) =>
  ask<{ removed: boolean; mapping?: HandMapping }>(plugin, 'removeMapping', { key });
export const listenTopics = (plugin: string, filter: string) => ask<HeardTopics>(plugin, 'listenTopics', filter === '' ? {} : { filter });
