/**
 * Replays a corpus against a real hub: `npm run coverage:mqtt -- DIR`. Prints by dialect and component what was recognised, what came out as
 * expected and what was wrong, and ends with one line of JSON.
 */
import { isAbsolute, join } from 'node:path';
import { NoCorpusError, readCorpus } from './files.ts';
import { byFormat } from './formats.ts';
import { report } from './report.ts';
import { Tally } from './tally.ts';

async function main(paths: readonly string[]): Promise<void> {
  const tally = new Tally();
  const from = process.env['INIT_CWD'] ?? process.cwd();
  const corpus = process.env['CONCORD_CORPUS'] ?? join(import.meta.dirname, '../../../../../shared/corpus');
  const given = paths.length > 0 ? paths.map((path) => (isAbsolute(path) ? path : join(from, path))) : [corpus];
  for (const file of given.flatMap(readCorpus)) {
    if (file.broken.length > 0)
      print(`${file.path}: not JSON on line ${file.broken.slice(0, 10).join(', ')}${file.broken.length > 10 ? ' …' : ''}`);
    for (const [format, entries] of byFormat(file.entries)) {
      print(`${file.name}: ${entries.length} ${format ? format.name : 'lines of no format for MQTT, left out'}`);
      await format?.replay(entries, tally);
    }
  }
  print(report(tally));
  print(JSON.stringify(tally.total()));
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof NoCorpusError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
