import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Duplex } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { ConcordError, messageOf } from '../errors.ts';
import { check, compile } from '../model/validation.ts';
import { Manifest } from '../manifest.ts';

const manifestValidator = compile(Manifest);
const mainModule = fileURLToPath(new URL('./main.ts', import.meta.url));
const librariesModule = new URL('./libraries.ts', import.meta.url).href;
const sdkFolder = fileURLToPath(new URL('../../', import.meta.url));
const defaultMemory = { heap: 96, resident: 300 };

/** A plugin's folder with its checked manifest. */
export interface PluginPackage {
  readonly folder: string;
  readonly manifest: Manifest;
}

/** Reads and checks `concord.json`. Throws `InvalidInputError` (what does not fit, where) or `ConcordError` code `manifest-unreadable`. */
export function readPluginPackage(folder: string): PluginPackage {
  const file = join(folder, 'concord.json');
  let document: unknown;
  try {
    document = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new ConcordError('manifest-unreadable', `${file}: ${messageOf(error)}`, { cause: error });
  }
  return { folder: realpathSync(folder), manifest: check(manifestValidator, document, file) };
}

/** The limits of a plugin's memory in MiB, the manifest's or the default ones. */
export function memoryLimits({ manifest }: PluginPackage): { readonly heap: number; readonly resident: number } {
  return manifest.memory ?? defaultMemory;
}

/** A plugin's process and the stream that the hub speaks with it. */
export interface PluginProcess {
  readonly child: ChildProcess;
  readonly stream: Duplex;
}

/**
 * Starts a plugin under Node's permission model with the rights its manifest asks for. A seat belt against mistakes: Node does not
 * promise to hold hostile code (nodejs.org/api/permissions). `node:sqlite` is off, since it opens files past the permissions.
 */
export function startPluginProcess(plugin: PluginPackage, dataFolder: string): PluginProcess {
  const { manifest, folder } = plugin;
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  const data = realpathSync(dataFolder);
  const readable = [folder, data, sdkFolder, ...moduleFolders(folder), ...moduleFolders(sdkFolder), ...(manifest.permissions.read ?? [])];
  const args = [
    '--permission',
    '--no-experimental-sqlite',
    '--disable-warning=ExperimentalWarning',
    '--max-semi-space-size=1',
    `--max-old-space-size=${memoryLimits(plugin).heap}`,
    ...[...new Set(readable)].map((path) => `--allow-fs-read=${path}`),
    `--allow-fs-write=${data}`,
    ...granted(manifest),
    `--import=${librariesModule}`,
    mainModule,
    join(folder, manifest.entry),
  ];
  const child = spawn(process.execPath, args, {
    cwd: data,
    // A clean environment: whatever secrets the hub was started with are not the plugin's business.
    env: {
      HOME: data,
      TZ: process.env['TZ'],
      NODE_COMPILE_CACHE: join(data, '.cache'),
      CONCORD_PLUGIN_ID: manifest.id,
      CONCORD_PLUGIN_VERSION: manifest.version,
    },
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  });
  return { child, stream: child.stdio[3] as Duplex };
}

function granted({ permissions }: Manifest): string[] {
  const flags = {
    '--allow-net': permissions.network,
    '--allow-child-process': permissions.childProcesses,
    '--allow-worker': permissions.workers,
    '--allow-addons': permissions.addons,
  };
  return Object.entries(flags).flatMap(([flag, wanted]) => (wanted ? [flag] : []));
}

// Node looks for packages in every node_modules on the way up, and for the nearest package.json.
function moduleFolders(folder: string): string[] {
  const folders: string[] = [];
  for (let at = folder; dirname(at) !== at; at = dirname(at)) folders.push(join(at, 'node_modules'), join(at, 'package.json'));
  return folders;
}
