import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ConcordError } from '@concord/sdk/errors';
import { readPluginPackage } from '@concord/sdk/plugin-process';
import type { PluginPackage } from '@concord/sdk/plugin-process';

const bundled = fileURLToPath(new URL('../../../plugins/', import.meta.url));

/**
 * Every folder below `folder` that holds a `concord.json`; by default the plugins that come with the hub. One that can't be used is told to
 * `broken`, and the others are found.
 */
export function findPlugins(broken: (reason: string) => void, folder: string = bundled): PluginPackage[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(folder, entry.name, 'concord.json')))
    .flatMap((entry) => {
      try {
        return [readPluginPackage(join(folder, entry.name))];
      } catch (error) {
        if (!(error instanceof ConcordError)) throw error;
        broken(error.message);
        return [];
      }
    });
}
