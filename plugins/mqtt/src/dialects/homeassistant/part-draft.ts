import type { Part } from '../../devices/part.ts';

/** What a component's file makes of an entity. */
export interface PartDraft
  extends Pick<Part, 'fragments' | 'listeners'>, Partial<Pick<Part, 'kind' | 'tags' | 'yieldsTo' | 'note' | 'order' | 'constants'>> {
  /** Ends what the part waits for. */
  readonly stop?: () => void;
}
