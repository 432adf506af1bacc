import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { capabilities } from '@concord/sdk';
import { describe, expect, it } from 'vitest';
import { parseTarget } from '../src/mapping/sensor-classes.ts';
import { namesByTable } from '../src/dialects/zigbee2mqtt/table/index.ts';
import { coverDevice } from '../tools/zigbee-coverage.ts';
import { recorded, written as samples } from './corpus.ts';
import { TableDevice } from './table-device.ts';

type Values = Readonly<Record<string, unknown>>;

/** A device written by hand for one table: where each of its features goes, what its states become and what its commands send. */
interface TableSample {
  readonly device: Values & { readonly friendly_name: string };
  readonly expects: Readonly<Record<string, readonly string[]>>;
  readonly becomes?: readonly (readonly [said: Values, told: Values])[];
  /** `null`: refused. */
  readonly sends?: readonly (readonly [command: string, args: Values, sent: Values | null])[];
}

const written = readFileSync(join(import.meta.dirname, 'samples/zigbee2mqtt/tables.jsonl'), 'utf8')
  .split('\n')
  .filter(Boolean)
  .map((line) => JSON.parse(line) as TableSample);

describe('a device for each table', () => {
  it.each(written.map((sample) => [sample.device.friendly_name, sample] as const))(
    '%s goes where its table says',
    (_name, { device, expects }) => {
      const coverage = coverDevice(device);
      if (typeof coverage === 'string') throw new Error(coverage);
      const mapped = Map.groupBy(coverage.descriptor.mapping ?? [], ({ item }) => item);
      expect(Object.fromEntries([...mapped].map(([item, entries]) => [item, entries.map(({ target }) => target)]))).toEqual(expects);
      expect(coverage.features.filter(({ outcome }) => outcome === 'dropped')).toEqual([]);
    },
  );

  const said = written.flatMap(({ device, becomes = [] }) =>
    becomes.map(([state, told]) => [device.friendly_name, JSON.stringify(state), device, state, told] as const),
  );
  it.each(said)('%s means it by %s', (_name, _text, device, state, told) => {
    expect(new TableDevice(device).say(state)).toEqual(told);
  });

  const sent = written.flatMap(({ device, sends = [] }) =>
    sends.map(([command, args, members]) => [device.friendly_name, command, JSON.stringify(args), device, args, members] as const),
  );
  it.each(sent)('%s does %s %s', (_name, command, _text, device, args, members) => {
    const send = () => new TableDevice(device).command(command, args);
    if (members === null) expect(send).toThrow(expect.objectContaining({ name: 'CommandRejectedError' }));
    else expect(send()).toEqual([members]);
  });

  it('no table goes without a value that was read or written', () => {
    const told = new Set(
      written.flatMap(({ becomes = [], sends = [], device }) => {
        const members = new Set(becomes.flatMap(([state]) => Object.keys(state)));
        for (const [, , sending] of sends) for (const member of Object.keys(sending ?? {})) members.add(member);
        return exposesOf(device).flatMap(({ name, property }) => (members.has(String(property)) ? String(name) : []));
      }),
    );
    expect([...namesByTable()].filter(([, names]) => !names.some((name) => told.has(name))).map(([table]) => table)).toEqual([]);
  });
});

it('no name stands in two tables', () => {
  const tables = Map.groupBy(
    [...namesByTable()].flatMap(([table, names]) => names.map((name) => ({ table, name }))),
    ({ name }) => name,
  );
  expect(
    [...tables].filter(([, entries]) => entries.length > 1).map(([name, entries]) => [name, ...entries.map(({ table }) => table)]),
  ).toEqual([]);
});

describe('a word that a product lists', () => {
  const devices = [...written.map(({ device }) => device), ...samples.zigbee().map(({ device }) => device)];

  it('is not called other where the capability has that very word', () => {
    expect([...devices, ...(recorded.isHere ? recorded.zigbee().map(({ device }) => device) : [])].flatMap(missed)).toEqual([]);
  });

  /** The words of a device that it reads as `other`, though the attribute has a member of that name. */
  function missed(entry: Values): string[] {
    const device = new TableDevice(entry);
    return exposesOf(entry).flatMap(({ property, values = [] }) =>
      (Array.isArray(values) ? (values as unknown[]) : []).flatMap((word) => {
        const told = Object.entries(device.say({ [String(property)]: word })).filter(([, value]) => value === 'other');
        return told.flatMap(([at]) => (membersOf(at).has(plain(word)) ? `${String(property)}: ${String(word)} at ${at}` : []));
      }),
    );
  }
});

/** Every expose that has a member of the state message. */
function exposesOf(entry: Values): Values[] {
  const { exposes } = entry['definition'] as { exposes: readonly Values[] };
  return exposes
    .flatMap((expose) => [expose, ...((expose['features'] ?? []) as Values[])])
    .filter(({ property }) => property !== undefined);
}

function membersOf(at: string): ReadonlySet<string> {
  const target = parseTarget(at.replace(/^.*\//, ''));
  const schema: { readonly enum?: unknown } | undefined =
    target && capabilities.get(target.capability)?.attributes[target.attribute]?.schema;
  return new Set(Array.isArray(schema?.enum) ? schema.enum.map(plain) : []);
}

function plain(word: unknown): string {
  return String(word)
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');
}
