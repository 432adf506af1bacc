import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readPluginPackage } from '@concord/sdk/plugin-process';
import type { PluginPackage } from '@concord/sdk/plugin-process';

const bundled = fileURLToPath(new URL('../../../plugins/', import.meta.url));

/** Every folder below `folder` that holds a `concord.json`; by default the plugins that come with the hub. */
export function findPlugins(folder: string = bundled): PluginPackage[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(folder, entry.name, 'concord.json')))
    .map((entry) => readPluginPackage(join(folder, entry.name)));
}
