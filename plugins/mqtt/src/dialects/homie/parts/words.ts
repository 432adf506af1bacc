import type { HomieProperty } from '../description.ts';
import { plainName } from '../../../mapping/plain-name.ts';

import { labelsOf, choicesOf } from '../property-feature.ts';
import type { HomieVersion } from '../wire.ts';

/** The first word of an enum, or the value of a boolean whose two values have names, that means one of `meanings`. */
export function wordFor(property: HomieProperty, meanings: readonly string[], version: HomieVersion): string | undefined {
  if (property.datatype === 'enum') return choicesOf(property.format, version).find((word) => meanings.includes(plainName(word)));
  const labels = labelsOf(property);
  if (labels && meanings.includes(labels.yes)) return 'true';
  return labels && meanings.includes(labels.no) ? 'false' : undefined;
}

/** What a payload of an enum, or of a boolean with named values, is called. */
export function spokenWord(property: HomieProperty, value: unknown): string {
  const labels = labelsOf(property);
  if (property.datatype === 'boolean' && labels) return value === 'true' ? labels.yes : labels.no;
  return plainName(String(value));
}
