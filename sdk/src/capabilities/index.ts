import type { CapabilityDefinition } from '../model/capability.ts';
import * as model from './all.ts';

/**
 * Each core capability under its own name, with its full type: `import { model, type ValuesOf } from '@concord/sdk'`, then `model.lock`,
 * `ValuesOf<typeof model.lock>`.
 */
export { model };

/** The id of a core capability. */
export type CoreCapabilityId = keyof typeof model;

/** Every core capability by id. */
export const capabilities: ReadonlyMap<string, CapabilityDefinition> = new Map(
  Object.values<CapabilityDefinition>(model).map((definition) => [definition.id, definition]),
);
