import { Type } from 'typebox';
import { compile, messageOf, type PluginContext } from '@concord/sdk';
import type { AdoptedRecord } from '../driver.ts';

const storeName = 'adopted';

const Records = compile(
  Type.Array(
    Type.Object({
      key: Type.String({ minLength: 1 }),
      driver: Type.String(),
      address: Type.Object({ host: Type.String(), port: Type.Integer({ minimum: 1, maximum: 65_535 }) }),
      input: Type.Record(Type.String(), Type.Unknown()),
    }),
  ),
);

/** Reads which devices were adopted; what can't be read is said and left alone. */
export async function loadRecords({ store, log }: PluginContext): Promise<AdoptedRecord[]> {
  let stored: unknown;
  try {
    stored = await store.get(storeName);
  } catch (error) {
    // The rest of the plugin works without it, and what is adopted again is the same device again.
    log.error(`the list of adopted devices is damaged; adopt them again: ${messageOf(error)}`);
    return [];
  }
  if (stored === undefined) return [];
  if (Records.accepts(stored)) return stored;
  log.error('the list of adopted devices can’t be read; adopt them again', { findings: Records.findings() });
  return [];
}

export function saveRecords({ store }: PluginContext, records: readonly AdoptedRecord[]): Promise<void> {
  return store.set(storeName, records);
}
