import type { Row } from '../../../mapping/row.ts';
import type { Expose } from '../expose.ts';
import { climate, schedules } from './climate.ts';
import { device } from './device.ts';
import { display } from './display.ts';
import { environment } from './environment.ts';
import { featureTargets, ofFeature } from './features.ts';
import { garden } from './garden.ts';
import { indicator } from './indicator.ts';
import { inputs } from './inputs.ts';
import { light } from './light.ts';
import { limits } from './limits.ts';
import { meters } from './meters.ts';
import { openings } from './openings.ts';
import { optionTargets } from './options.ts';
import { presence } from './presence.ts';
import { protection } from './protection.ts';
import { rowsOf, type RowSpec, type Table } from './row.ts';
import { safety } from './safety.ts';
import { sensorSettings } from './sensor-settings.ts';

const byTopic = {
  light,
  inputs,
  indicator,
  display,
  climate,
  schedules,
  openings,
  safety,
  presence,
  environment,
  meters,
  limits,
  protection,
  device,
  garden,
  sensorSettings,
};

/** A name stands in one of them. Of the patterns several may fit: they are tried in this order, and the first that fits counts. */
const tables: readonly Table[] = Object.values(byTopic);

/** The rows to try for an expose, given the names and types of everything that the device exposes. */
export function rowsFor(expose: Expose, names: ReadonlySet<string>): Row[] {
  return namedRows(expose.name).filter((row) => isMeant(row, expose, names));
}

/** Whether a table names it, if only to say that no capability does: then it is not one of a family. */
export function isNamed(name: string): boolean {
  return tables.some(({ names }) => Object.hasOwn(names, name));
}

/** The rows for a feature of a typed expose. */
export function featureRows(type: string, feature: Expose, names: ReadonlySet<string>): Row[] {
  return [...(ofFeature(type, feature.name) ?? rowsFor(feature, names))];
}

function namedRows(name: string): Row[] {
  const exact = tables.flatMap(({ names }) => (Object.hasOwn(names, name) ? rowsOf(names[name] as RowSpec) : []));
  const patterns = tables.flatMap(({ patterns = [] }) =>
    patterns.filter(([pattern]) => pattern.test(name)).flatMap(([, rows]) => rowsOf(rows)),
  );
  return [...exact, ...patterns];
}

function isMeant(row: Row, { name, type, isWritable }: Expose, names: ReadonlySet<string>): boolean {
  return (
    (row.type === undefined || row.type === type) &&
    (row.writable === undefined || row.writable === isWritable) &&
    (row.beside?.some((other) => other !== name && names.has(other)) ?? true) &&
    !row.without?.some((other) => names.has(other))
  );
}

/** The names of each table, for the tests that any device can be mapped and that no name is in two. */
export function namesByTable(): ReadonlyMap<string, readonly string[]> {
  return new Map(Object.entries(byTopic).map(([topic, { names }]) => [topic, Object.keys(names)]));
}

/** Every target of the tables, for the test that they all exist. */
export function targets(): string[] {
  const specs = tables.flatMap(({ names, patterns = [] }) => [...Object.values(names), ...patterns.map(([, rows]) => rows)]);
  return [...specs.flatMap((spec) => rowsOf(spec).map(({ target }) => target)), ...featureTargets(), ...optionTargets()];
}
