import type { Service } from '../discovery/service.ts';
import { applianceRows } from './appliances.ts';
import { bridgeRows } from './bridges.ts';
import { computerRows } from './computers.ts';
import { homekitRows } from './homekit.ts';
import { lightRows } from './lights.ts';
import { mediaRows } from './media.ts';
import { printerRows } from './printers.ts';
import { factOf, type Row } from './row.ts';
import { shellyRows } from './shelly.ts';

/** What an announcement says of its product. */
export interface Recognised {
  readonly maker?: string;
  readonly model?: string;
  readonly kind: string;
  readonly protocol?: string;
  readonly says: string;
  /** Lower-case hexadecimal without separators. */
  readonly mac?: string;
  readonly identity?: string;
  readonly companion: boolean;
}

const rows: ReadonlyMap<string, readonly Row[]> = Map.groupBy(
  // Within a type the first row that fits counts, so `computerRows`, which know the least, stand last.
  [...shellyRows, ...lightRows, ...homekitRows, ...mediaRows, ...bridgeRows, ...applianceRows, ...printerRows, ...computerRows],
  ({ type }) => type,
);

/** Every service type with a row: what the browser asks for by name. */
export const knownTypes: readonly string[] = [...rows.keys()];

/** Matter's own services: the Matter plugin finds and takes those. */
export function isMattersOwn(type: string): boolean {
  return type.startsWith('_matter');
}

/** Looks an announcement up. An unknown type is a product too: one that nobody described yet. */
export function recognise(service: Service): Recognised {
  const row = rows.get(service.type)?.find(({ when }) => when === undefined || when(service));
  if (!row) return { kind: 'unknown device', says: `It announces ${service.type}, which this hub does not know.`, companion: false };
  const facts = {
    maker: factOf(row.maker, service),
    model: factOf(row.model, service),
    protocol: row.protocol,
    mac: cleanMac(row.mac?.(service)),
    identity: row.identity?.(service),
  };
  return {
    ...known(facts),
    kind: factOf(row.kind, service) ?? 'device',
    says: row.says,
    companion: row.companion ?? false,
  };
}

/** A hardware address as the SDK writes it; undefined for what is none. */
export function cleanMac(text: string | undefined): string | undefined {
  const mac = text?.replaceAll(/[:.-]/g, '').toLowerCase();
  return mac !== undefined && /^[0-9a-f]{12}$/.test(mac) && !/^(0+|f+)$/.test(mac) ? mac : undefined;
}

type Known<T> = { [Name in keyof T]?: Exclude<T[Name], undefined> };

function known<T extends Readonly<Record<string, string | undefined>>>(facts: T): Known<T> {
  // Announced text is of any length; what is shown has a limit.
  const entries = Object.entries(facts).flatMap(([name, value]) => (value === undefined ? [] : [[name, value.slice(0, 255)]]));
  return Object.fromEntries(entries) as Known<T>;
}
