/** Builds the page where it is missing or older than its sources, so that a start costs a build only when there is something to build. */
import { spawnSync } from 'node:child_process';
import { globSync, statSync } from 'node:fs';
import { join } from 'node:path';

const ui = join(import.meta.dirname, '../ui');
const sources = globSync(['src/**/*', 'public/**/*', 'index.html', 'vite.config.ts', 'package.json'], { cwd: ui });
const newest = Math.max(...sources.map((file) => statSync(join(ui, file)).mtimeMs));
const built = statSync(join(ui, 'dist/index.html'), { throwIfNoEntry: false })?.mtimeMs ?? 0;

if (built < newest) {
  const { status } = spawnSync('npm', ['run', '--silent', 'build', '--workspace', 'ui'], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  process.exitCode = status ?? 1;
}
