import { InvalidInputError } from '@concord/sdk';
import type { Run } from './resources.ts';

/** Where a run stands in the list: runs of the same millisecond are parted by their ids. */
export interface RunPosition {
  /** When it began, in milliseconds since 1970 UTC. */
  readonly at: number;
  readonly id: string;
}

/** Before the newest run. */
const top: RunPosition = { at: Number.MAX_SAFE_INTEGER, id: '' };

/** The place after which a page begins; without a cursor, the top. Throws `InvalidInputError` for what is no cursor of ours. */
export function parseCursor(cursor: string | undefined): RunPosition {
  if (cursor === undefined) return top;
  const [, at, id] = /^(\d{1,15})\.([0-9a-z]{1,64})$/.exec(cursor) ?? [];
  if (at === undefined || id === undefined)
    throw new InvalidInputError(`"${cursor}" is no cursor of a list of runs`, [
      { path: '/cursor', message: 'must be the `next` of the page before' },
    ]);
  return { at: Number(at), id };
}

/** The cursor of the page after this run. */
export function cursorAfter(run: Run): string {
  const { at, id } = positionOf(run);
  return `${at}.${id}`;
}

/** Those of a rule (or of all) that come after a place, each once and the newest first. */
export function pageOfRuns(runs: readonly Run[], rule: string | undefined, after: RunPosition): Run[] {
  const byId = new Map(runs.filter((run) => rule === undefined || run.rule === rule).map((run) => [run.id, run]));
  return [...byId.values()]
    .map((run) => ({ run, position: positionOf(run) }))
    .filter(({ position }) => order(position, after) > 0)
    .toSorted((a, b) => order(a.position, b.position))
    .map(({ run }) => run);
}

function positionOf({ startedAt, id }: Run): RunPosition {
  return { at: Date.parse(startedAt), id };
}

// As SQLite orders `started_at DESC, id DESC`: by bytes.
function order(a: RunPosition, b: RunPosition): number {
  if (a.at !== b.at) return b.at - a.at;
  if (a.id === b.id) return 0;
  return a.id < b.id ? 1 : -1;
}
