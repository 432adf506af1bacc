import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { findPlugins } from './find.ts';

it('finds the good plugins beside those whose manifest can not be used, and tells of these', () => {
  const folder = mkdtempSync(join(tmpdir(), 'concord-plugins-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const good = {
    id: 'good',
    name: 'Good',
    version: '1.0.0',
    maker: 'Acme',
    sdk: '0.1.0',
    entry: './plugin.ts',
    permissions: {},
    config: {},
    capabilities: [],
  };
  const manifests = { good: JSON.stringify(good), half: JSON.stringify({ ...good, config: undefined }), torn: '{' };
  for (const [name, manifest] of Object.entries(manifests)) {
    mkdirSync(join(folder, name));
    writeFileSync(join(folder, name, 'concord.json'), manifest);
  }
  const broken: string[] = [];
  expect(findPlugins((reason) => broken.push(reason), folder).map(({ manifest }) => manifest.id)).toEqual(['good']);
  expect(broken.toSorted()).toMatchObject([expect.stringContaining('half/concord.json'), expect.stringContaining('torn/concord.json')]);
});
