import type { Tally } from './tally.ts';

const columns = ['samples', 'recognised', 'states', 'right', 'commands', 'commandsRight'] as const;
/** Of one kind of fault so many are shown; the rest is counted. */
const shownFaults = 400;

/** The counts as a table, then the faults, then what nobody looked at. */
export function report(tally: Tally): string {
  const rows = tally.rows();
  const width = Math.max(20, ...rows.map(([name]) => name.length));
  const header = `${'dialect component'.padEnd(width)} ${columns.map((name) => name.padStart(13)).join(' ')}`;
  const table = rows.map(
    ([name, counts]) => `${name.padEnd(width)} ${columns.map((column) => String(counts[column]).padStart(13)).join(' ')}`,
  );
  const faults = tally.faults.slice(0, shownFaults).map(({ dialect, sample, what }) => `${dialect} ${sample}: ${what}`);
  const more = tally.faults.length - faults.length;
  const unchecked = [...tally.unchecked].map(([what, count]) => `not looked at: ${what} (${count})`);
  return ['', header, ...table, '', ...faults, ...(more > 0 ? [`and ${more} more`] : []), ...unchecked, ''].join('\n');
}
