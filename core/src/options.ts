import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { HubOption } from '@concord/sdk';
import { messageOf } from '@concord/sdk';
import type { TlsFiles } from './api/index.ts';
import { StartError } from './errors.ts';
import { optionHint } from './option-hint.ts';

export const logLevels = ['debug', 'info', 'warn', 'error'] as const;
export type LogLevel = (typeof logLevels)[number];
export type LogFormat = 'pretty' | 'json';

/** How the hub was started, checked. */
export interface StartOptions {
  /** Absolute. */
  readonly data: string;
  readonly host: string;
  readonly port: number;
  readonly tls: TlsFiles | undefined;
  readonly network: string | undefined;
  readonly level: LogLevel;
  readonly format: LogFormat;
  readonly demo: boolean;
}

/** A start option that a plugin's manifest declares. */
export interface PluginOption {
  readonly plugin: string;
  readonly option: HubOption;
}

export interface ParsedOptions {
  readonly hub: StartOptions;
  /** Plugin id → settings. */
  readonly plugins: Readonly<Record<string, Readonly<Record<string, string | string[]>>>>;
  /** What to print instead of starting, where it was asked for. */
  readonly help: string | undefined;
}

interface Option {
  readonly name: string;
  readonly variable: string;
  /** The word for its value in the help; absent: it is a switch. */
  readonly value?: string;
  readonly repeatable?: boolean;
  readonly description: string;
}

const hubOptions: readonly Option[] = [
  { name: 'data', variable: 'CONCORD_DATA', value: 'DIR', description: 'folder of the home (./data)' },
  {
    name: 'http',
    variable: 'CONCORD_HTTP',
    value: '[HOST:]PORT',
    description: 'where page and API are served (0.0.0.0:8080); port 0 takes a free one',
  },
  { name: 'tls-cert', variable: 'CONCORD_TLS_CERT', value: 'FILE', description: 'PEM certificate with its chain: serves HTTPS' },
  { name: 'tls-key', variable: 'CONCORD_TLS_KEY', value: 'FILE', description: 'PEM private key of the certificate' },
  { name: 'network', variable: 'CONCORD_NETWORK', value: 'NAME', description: 'interface for Matter and mDNS (all that are up)' },
  { name: 'log', variable: 'CONCORD_LOG', value: 'LEVEL', description: `${logLevels.join(', ')} (info)` },
  { name: 'log-format', variable: 'CONCORD_LOG_FORMAT', value: 'FORMAT', description: 'pretty or json (pretty on a terminal)' },
  { name: 'demo', variable: 'CONCORD_DEMO', description: 'adds a simulated home of real protocol peers' },
];

/** Reads the command line and, for what it leaves out, the environment. Throws `StartError` naming the option that is wrong. */
export function parseOptions(
  argv: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  pluginOptions: readonly PluginOption[],
): ParsedOptions {
  const table = [...hubOptions, ...pluginOptions.map(({ option }) => ({ value: 'VALUE', ...option }))];
  const given = { ...fromEnvironment(table, env), ...fromArguments(table, argv) };
  return Object.freeze({
    hub: Object.freeze(checked(given)),
    plugins: settingsOf(pluginOptions, given),
    help: given['help'] === undefined ? undefined : helpText(table),
  });
}

type Given = Readonly<Record<string, string | string[]>>;

function fromArguments(table: readonly Option[], argv: readonly string[]): Given {
  const options = Object.fromEntries(
    table.map(({ name, value, repeatable }) => [
      name,
      { type: value === undefined ? ('boolean' as const) : ('string' as const), multiple: repeatable === true },
    ]),
  );
  try {
    const { values } = parseArgs({ args: [...argv], options: { ...options, help: { type: 'boolean', short: 'h' } }, strict: true });
    return Object.fromEntries(Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, textOf(value)]])));
  } catch (error) {
    throw new StartError(`${messageOf(error).split('. ')[0]}${optionHint(error, Object.keys(options))}. --help lists the options.`, {
      cause: error,
    });
  }
}

function textOf(value: string | boolean | (string | boolean)[]): string | string[] {
  return Array.isArray(value) ? value.map(String) : String(value);
}

function fromEnvironment(table: readonly Option[], env: Readonly<Record<string, string | undefined>>): Given {
  return Object.fromEntries(
    table.flatMap(({ name, variable, repeatable }) => {
      const text = env[variable]?.trim();
      return text ? [[name, repeatable ? text.split(/\s+/) : text]] : [];
    }),
  );
}

function checked(given: Given): StartOptions {
  const text = (name: string) => {
    const value = given[name];
    if (value === '') throw new StartError(`--${name} needs a value.`);
    return typeof value === 'string' ? value : undefined;
  };
  return {
    data: resolve(text('data') ?? 'data'),
    ...listenAddress(text('http') ?? '0.0.0.0:8080'),
    tls: tlsFiles(text('tls-cert'), text('tls-key')),
    network: text('network'),
    level: oneOf('log', text('log') ?? 'info', logLevels),
    format: oneOf('log-format', text('log-format') ?? (process.stdout.isTTY ? 'pretty' : 'json'), ['pretty', 'json']),
    demo: isOn('demo', text('demo') ?? 'false'),
  };
}

function listenAddress(text: string): { host: string; port: number } {
  const [, bracketed, plain, port] = /^(?:(?:\[([0-9a-f:.]+)\]|([^:\s[\]]+)):)?(\d{1,5})$/i.exec(text) ?? [];
  if (port === undefined || Number(port) > 65_535) throw new StartError(`--http must be [HOST:]PORT, and "${text}" is not.`);
  return { host: bracketed ?? plain ?? '0.0.0.0', port: Number(port) };
}

function tlsFiles(cert: string | undefined, key: string | undefined): TlsFiles | undefined {
  if (cert === undefined && key === undefined) return undefined;
  if (cert === undefined || key === undefined) throw new StartError('--tls-cert and --tls-key go together: one of them is missing.');
  return { cert: resolve(cert), key: resolve(key) };
}

function oneOf<const Word extends string>(name: string, text: string, words: readonly Word[]): Word {
  const word = words.find((candidate) => candidate === text);
  if (word === undefined) throw new StartError(`--${name} must be one of ${words.join(', ')}, and "${text}" is not.`);
  return word;
}

const switchWords: Readonly<Record<string, boolean>> = {
  true: true,
  '1': true,
  on: true,
  yes: true,
  false: false,
  '0': false,
  off: false,
  no: false,
};

function isOn(name: string, text: string): boolean {
  const on = switchWords[text.toLowerCase()];
  if (on === undefined) throw new StartError(`The variable for --${name} must be true or false, and "${text}" is not.`);
  return on;
}

function settingsOf(pluginOptions: readonly PluginOption[], given: Given): Record<string, Record<string, string | string[]>> {
  const settings: Record<string, Record<string, string | string[]>> = {};
  for (const { plugin, option } of pluginOptions) {
    const value = given[option.name];
    if (value !== undefined) (settings[plugin] ??= {})[option.config] = value;
  }
  return settings;
}

function helpText(table: readonly Option[]): string {
  const rows = table.map(({ name, value, repeatable, variable, description }) => ({
    left: `--${name}${value === undefined ? '' : ` ${value}`}${repeatable ? ' …' : ''}`,
    right: `${description}; or ${variable}`,
  }));
  const width = Math.max(...rows.map(({ left }) => left.length));
  return `npm start -- [options]\n\n${rows.map(({ left, right }) => `  ${left.padEnd(width)}  ${right}`).join('\n')}\n`;
}
