/**
 * Runs every test, in two lanes beside each other: most of those with processes and sockets wait, and one after the other they left a core
 * idle. Each lane has a network of its own. What the second says is printed when the first is done, so that the two can be read. With
 * arguments (`npm test -- core/src/rules`) Vitest runs what they name, in one lane.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const wanted = process.argv.slice(2);
const lanes: readonly (readonly string[])[] = wanted.length > 0 ? [['unit', 'scenario', 'mqtt']] : [['unit', 'scenario'], ['mqtt']];

async function runLane(projects: readonly string[], isShown: boolean): Promise<{ code: number; output: Buffer[] }> {
  const child = spawn(
    join(import.meta.dirname, 'test-network.sh'),
    ['vitest', 'run', '--config', '.config/vitest.ts', '--root', '.', ...projects.flatMap((project) => ['--project', project]), ...wanted],
    { stdio: ['ignore', isShown ? 'inherit' : 'pipe', isShown ? 'inherit' : 'pipe'] },
  );
  const output: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => output.push(chunk));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code: code ?? 1, output };
}

const ended = await Promise.all(lanes.map((projects, at) => runLane(projects, at === 0)));
for (const { output } of ended) for (const chunk of output) process.stdout.write(chunk);
process.exitCode = Math.max(...ended.map(({ code }) => code));
