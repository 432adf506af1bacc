import type { Part } from '../../../devices/part.ts';
import type { HomieProperty } from '../description.ts';

/** What several properties of a node are together: a light, a cover. */
export interface Draft extends Required<Pick<Part, 'fragments' | 'listeners' | 'says' | 'kind'>> {
  /** The properties that it speaks for; the others are values of their own. */
  readonly taken: readonly HomieProperty[];
}
