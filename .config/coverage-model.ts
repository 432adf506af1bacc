/**
 * How much of what products say has a named meaning: runs `tools/coverage.ts` of each plugin that has one, and ends with the line of JSON of
 * the last, which is about the file of Zigbee2MQTT devices. `npm run coverage:model [-- FILE.jsonl[.gz]]`
 */
import { existsSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';

const root = join(import.meta.dirname, '..');
const file = process.argv.slice(2).map((path) => resolve(process.env['INIT_CWD'] ?? '.', path));

/** The MQTT plugin comes last: its last line is the answer. */
const plugins = ['matter', 'mqtt'];

const failed = plugins.filter((plugin) => {
  const tool = join(root, 'plugins', plugin, 'tools/coverage.ts');
  if (!existsSync(tool)) return false;
  const { status } = spawnSync(process.execPath, [tool, ...(plugin === 'mqtt' ? file : [])], { stdio: 'inherit' });
  return status !== 0;
});
process.exitCode = failed.length > 0 ? 1 : 0;
