import type { Part } from '../../devices/part.ts';

/** What a component's file makes of an entity. */
export type PartDraft = Pick<Part, 'fragments' | 'listeners'> & Partial<Pick<Part, 'kind' | 'tags' | 'yieldsTo' | 'note' | 'order'>>;
