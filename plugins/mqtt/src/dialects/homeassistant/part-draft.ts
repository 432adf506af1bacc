import type { Fragment } from '../../devices/fragment.ts';
import type { Part } from '../../devices/part.ts';
import type { Reporter } from '../../devices/reporter.ts';

/** A value that the announcement itself states. */
export interface Constant {
  readonly fragment: Fragment;
  readonly attribute: string;
  readonly value: unknown;
}

/** What a component's file makes of an entity. */
export interface PartDraft
  extends Pick<Part, 'fragments' | 'listeners'>, Partial<Pick<Part, 'kind' | 'tags' | 'yieldsTo' | 'note' | 'order'>> {
  readonly constants?: readonly Constant[] | undefined;
  /** Ends what the part waits for. */
  readonly stop?: () => void;
}

/** Reports constants, as a part does with what it knows without a message. */
export function knownOf(constants: readonly Constant[] = []): Pick<Part, 'known'> {
  if (constants.length === 0) return {};
  return {
    known: (reporter: Reporter) => {
      for (const { fragment, attribute, value } of constants) reporter.set(fragment, attribute, value);
    },
  };
}
