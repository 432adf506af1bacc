import type { Group } from './group.ts';
import type { Leaf } from './leaf.ts';
import { bridged } from './said.ts';

/** Devices that a bridge hears are told apart by what stands behind their type: `MJ_HT_V1-3108be`, `DS18B20-2`. */
const numbered = /[-_](?:\d{1,2}|[0-9a-f]{6}|0x[0-9a-f]{2}(?:-\d+)?)$/i;
/** What these say is about another device. */
const apart = new Set(['IBEACON']);
const own = (id: string, depth: number): Group => ({ id, endpoint: endpointOf(id), depth });

/** Which group a value belongs to. */
export function groupOf({ path, isSensor }: Pick<Leaf, 'path' | 'isSensor'>): Group {
  const [root = '', second, third] = path;
  if (bridged.has(root) && second !== undefined) return { id: `${root}.${second}`, endpoint: endpointOf(second), depth: 2 };
  if (apart.has(root)) return own(root, 1);
  if (!isSensor || path.length === 1) return { id: root, endpoint: undefined, depth: 1 };
  if (root === 'ENERGY' && third !== undefined) {
    const place = second?.endsWith('Tariff') ? 'tariff' : 'energy';
    return { id: `${root}.${place}-${Number(third) + 1}`, endpoint: `${place}-${Number(third) + 1}`, depth: 1 };
  }
  // Each analog pin is a sensor of its own.
  const pin = root === 'ANALOG' ? /(\d{1,2})$/.exec(second ?? '')?.[1] : undefined;
  if (pin !== undefined && path.length > 1 && second !== 'A0') return { id: `${root}.${pin}`, endpoint: `analog-${pin}`, depth: 1 };
  return numbered.test(root) ? own(root, 1) : { id: root, endpoint: undefined, depth: 1 };
}

function endpointOf(name: string): string {
  return (
    name
      .normalize('NFKD')
      .replace(/[^\p{L}\p{N}._-]+/gu, '_')
      .slice(0, 80) || 'part'
  );
}
