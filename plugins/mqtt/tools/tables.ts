import type { ClassCoverage } from './class-coverage.ts';
import type { Summary } from './summary.ts';

type Row = readonly (string | number)[];

/** Columns of text, numbers to the right. */
function table(title: string, rows: readonly Row[]): string {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => String(row[at] ?? '').length)));
  const lines = rows.map((row) =>
    row
      .map((cell, at) => (typeof cell === 'number' ? String(cell).padStart(widths[at] ?? 0) : cell.padEnd(widths[at] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
  return [title, ...lines.map((line) => `  ${line}`), ''].join('\n');
}

function counted(words: Iterable<string>, most = Infinity): [count: number, word: string][] {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts]
    .map(([word, count]): [number, string] => [count, word])
    .toSorted((a, b) => b[0] - a[0] || (a[1] < b[1] ? -1 : 1))
    .slice(0, most);
}

const percent = (share: number) => `${(share * 100).toFixed(2)} %`;

export function zigbeeTables({ line, refused, hidden, features }: Summary): string {
  const { devices, named, typed, dropped } = line;
  const of = (outcome: string) => features.filter((feature) => feature.outcome === outcome);
  return [
    table('Zigbee2MQTT', [
      ['devices', devices, ''],
      ['features', features.length, ''],
      ['named', of('named').length, percent(named)],
      ['typed', of('typed').length, percent(typed)],
      ['dropped', of('dropped').length, percent(dropped)],
    ]),
    ...section(
      'Lines that are no device',
      refused.slice(0, 50).map(({ line: at, reason }) => [`line ${at}`, reason]),
    ),
    ...section(
      'Devices that the plugin does not show',
      [...hidden].map(([reason, count]) => [count, reason]),
    ),
    ...section('Dropped, by reason', counted(of('dropped').map(({ reason = 'without a reason' }) => reason))),
    ...section(
      'Features without a named meaning',
      counted(
        of('typed').map(({ name }) => name),
        40,
      ),
    ),
    ...section(
      'Features by capability',
      counted(of('named').flatMap(({ targets }) => [...new Set(targets.map((target) => target.replace(/\..*$/, '')))])),
    ),
  ].join('\n');
}

export function classTables(classes: readonly ClassCoverage[]): string {
  return (['sensor', 'binary_sensor'] as const)
    .map((component) => {
      const rows = classes.filter((one) => one.component === component);
      const count = (outcome: ClassCoverage['outcome']) => rows.filter((row) => row.outcome === outcome).length;
      const covered = rows.length - count('missing');
      return table(`Home Assistant, ${component} (${rows.length} classes)`, [
        ['covered', covered, percent(covered / rows.length)],
        ['named', count('named'), ''],
        [
          'generic by design',
          count('generic'),
          rows
            .filter(({ outcome }) => outcome === 'generic')
            .map(({ name }) => name)
            .join(' '),
        ],
        ...rows.filter(({ outcome }) => outcome === 'missing').map(({ name, reason = '' }): Row => [name, 0, reason]),
      ]);
    })
    .join('\n');
}

function section(title: string, rows: readonly Row[]): string[] {
  return rows.length === 0 ? [] : [table(title, rows)];
}
