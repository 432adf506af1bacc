import { slug } from '../../../devices/slug.ts';
import { plainName } from '../../../mapping/plain-name.ts';
import type { Row } from '../../../mapping/row.ts';
import { needsFolder, phase, table } from './table.ts';

/** What edge nodes say of themselves, in folders that are no part of a machine (section 6.4, "Node Control", "Properties"). */
const administrative: ReadonlySet<string> = new Set(['properties', 'node-control', 'device-control', 'node-info', 'device-info']);

interface MetricPlace {
  /** What it is called on its endpoint. */
  readonly name: string;
  /** The folders of its name; undefined: the device itself. */
  readonly endpoint: string | undefined;
  readonly isAdministrative: boolean;
  readonly rows: readonly Row[];
}

/** Where a metric stands: the folders of its name are endpoints (capability map, section 5.1). */
export function placeOf(name: string): MetricPlace {
  const folders = name.split('/').filter((level) => level.trim() !== '');
  const last = folders.pop() ?? name;
  const above = folders.at(-1);
  if (above === undefined) return { name: last, endpoint: undefined, isAdministrative: false, rows: rowsOf(plainName(last)) };
  if (administrative.has(plainName(folders[0] ?? '')))
    return { name: name.replaceAll('/', ' '), endpoint: undefined, isAdministrative: true, rows: [] };
  const own = plainName(last);
  const outer = plainName(above);
  if (phase.test(own)) return { name: above, endpoint: endpointOf([...folders, last]), isAdministrative: false, rows: rowsOf(outer) };
  const names = needsFolder.has(own) ? [`${outer}-${own}`, outer] : [own];
  return { name: last, endpoint: endpointOf(folders), isAdministrative: false, rows: names.flatMap(rowsOf) };
}

function rowsOf(name: string): readonly Row[] {
  return (Object.hasOwn(table, name) ? table[name] : undefined) ?? [];
}

function endpointOf(folders: readonly string[]): string {
  return folders.map(slug).join('/').slice(0, 120);
}
