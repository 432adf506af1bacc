import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'concord-libraries-'));
  put('package.json', '{"type":"module"}');
  put('node_modules/.package-lock.json', '{}');
  put('node_modules/paint/package.json', '{"type":"module","exports":"./index.js"}');
  put('node_modules/paint/index.js', 'export const form = "as installed";');
  put('main.js', 'import { form } from "paint"; console.log(form);');
  mkdirSync(join(root, 'sdk/src/plugin'), { recursive: true });
  copyFileSync(join(import.meta.dirname, 'libraries.ts'), join(root, 'sdk/src/plugin/libraries.ts'));
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

test('a library is read as it was installed where nothing was built', () => {
  expect(run()).toBe('as installed');
});

test('a library is read from its one file after it was built', () => {
  build(statSync(join(root, 'node_modules/.package-lock.json')).mtimeMs);
  expect(run()).toBe('prebuilt');
});

test('what was built for an earlier install is left alone', () => {
  build(statSync(join(root, 'node_modules/.package-lock.json')).mtimeMs - 1);
  expect(run()).toBe('as installed');
});

test('an index that was cut off is left alone', () => {
  put('node_modules/.cache/concord-libraries/index.json', '{"installedAt":');
  expect(run()).toBe('as installed');
});

function put(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

function build(installedAt: number): void {
  put('node_modules/.cache/concord-libraries/paint.js', 'export const form = "prebuilt";');
  put(
    'node_modules/.cache/concord-libraries/index.json',
    JSON.stringify({ installedAt, files: { 'node_modules/paint/index.js': 'paint.js' } }),
  );
}

function run(): string {
  const output = execFileSync(process.execPath, ['--import', './sdk/src/plugin/libraries.ts', 'main.js'], { cwd: root, encoding: 'utf8' });
  return output.trim();
}
