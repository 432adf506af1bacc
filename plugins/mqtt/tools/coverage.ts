/**
 * Measures how much of what products expose has a named meaning: `npm run coverage:model [-- FILE.jsonl[.gz]]`. It goes the plugin's own way,
 * without a broker. The last line is one line of JSON about the file of Zigbee2MQTT devices.
 */
import { join } from 'node:path';
import { classCoverage } from './class-coverage.ts';
import { readDeviceLines, UnreadableFileError } from './device-lines.ts';
import { summaryOf, targets } from './summary.ts';
import { classTables, zigbeeTables } from './tables.ts';

const corpus = process.env['CONCORD_CORPUS'] ?? join(import.meta.dirname, '../../../../shared/corpus');

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

function main([given]: readonly string[]): boolean {
  const classes = classCoverage();
  print(classTables(classes));
  const summary = summaryOf(readDeviceLines(given ?? join(corpus, 'zigbee2mqtt/devices.jsonl')));
  print(zigbeeTables(summary));
  print(JSON.stringify(summary.line));
  return summary.line.named >= targets.named && summary.line.dropped === 0 && classes.every(({ outcome }) => outcome !== 'missing');
}

try {
  process.exitCode = main(process.argv.slice(2)) ? 0 : 1;
} catch (error) {
  if (!(error instanceof UnreadableFileError)) throw error;
  process.stderr.write(`${error.message}\n`);
  if (process.argv[2] === undefined)
    process.stderr.write('the corpus of recorded messages is looked for in CONCORD_CORPUS, or name a FILE\n');
  process.exitCode = 1;
}
