import type { CapabilityDefinition } from '../model/capability.ts';
import * as access from './access.ts';

const groups: readonly Readonly<Record<string, CapabilityDefinition>>[] = [access];

/** Every core capability by id. */
export const capabilities: ReadonlyMap<string, CapabilityDefinition> = new Map(
  groups.flatMap((group) => Object.values(group)).map((definition) => [definition.id, definition]),
);
