/** `npm run dev [-- hub options]`: the hub, started anew at each change of its sources, and the page with hot reload on port 5173. */
import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const children: ChildProcess[] = [
  spawn(process.execPath, ['--watch', '--watch-preserve-output', join(root, 'core/src/main.ts'), ...process.argv.slice(2)], {
    stdio: 'inherit',
  }),
  spawn('vite', ['--clearScreen', 'false'], { cwd: join(root, 'ui'), stdio: 'inherit', shell: process.platform === 'win32' }),
];
const stop = () => {
  for (const child of children) child.kill('SIGTERM');
};
for (const child of children) child.once('exit', stop);
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, stop);
