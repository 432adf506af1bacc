import type { Leaf } from './leaf.ts';
import type { Meaning, Table } from './table/meaning.ts';
import { byTwo, ofSensor, sensors } from './table/sensors.ts';
import { status } from './table/status.ts';
import { loraWan, zigbee } from './table/zigbee.ts';

const nothing: Meaning = {};
/** What bridges hear, by device. */
const bridges: Readonly<Record<string, Table>> = { ZbReceived: zigbee, LwReceived: loraWan };

/** What a value is: by its whole path, by its sensor, by its two last names, by its last name. */
export function meaningOf({ path, isSensor, type }: Pick<Leaf, 'path' | 'isSensor' | 'type'>): Meaning {
  if (type === 'structure' || type === 'list') return listMeaning(path);
  const [root = ''] = path;
  const name = wordOf(path);
  const bridged = Object.hasOwn(bridges, root) ? bridges[root] : undefined;
  if (bridged) return of(bridged, name) ?? nothing;
  if (!isSensor) return of(status, path.join('.')) ?? nothing;
  const own = Object.hasOwn(ofSensor, plainName(root)) ? ofSensor[plainName(root)] : undefined;
  return (own && of(own, name)) ?? of(byTwo, path.slice(-2).join('.')) ?? (path.length <= 3 ? of(sensors, name) : undefined) ?? nothing;
}

/** A list has the unit of its items, and no attribute takes it. */
function listMeaning(path: readonly string[]): Meaning {
  const [root = ''] = path;
  const name = wordOf(path);
  const own = Object.hasOwn(ofSensor, plainName(root)) ? ofSensor[plainName(root)] : undefined;
  const { unit, quantity } = (own && of(own, name)) ?? of(sensors, name) ?? nothing;
  return { ...(unit !== undefined && { unit }), ...(quantity && { quantity }) };
}

/** The name that tells what a value is: not the number of a meter, nor that of an analog pin. */
export function wordOf(path: readonly string[]): string {
  const last = path.at(-1) ?? '';
  const name = /^\d+$/.test(last) ? (path.at(-2) ?? last) : last;
  return path[0] === 'ANALOG' && !Object.hasOwn(sensors, name) ? name.replace(/\d{1,2}$/, '') : name;
}

/** A sensor without its number among its like. */
function plainName(root: string): string {
  return root.replace(/[-_]\d{1,2}$/, '');
}

function of(table: Table, name: string): Meaning | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}
