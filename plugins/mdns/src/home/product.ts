import { recognise, type Recognised } from '../catalogue/index.ts';
import type { Service } from '../discovery/service.ts';
import type { Driver, Match } from '../driver.ts';

/** One announcement with what it means. */
export interface Announcement {
  readonly service: Service;
  readonly recognised: Recognised;
  readonly driver?: Driver;
  readonly match?: Match;
}

/** One physical product with all that it announces. */
export interface Product {
  readonly key: string;
  readonly announcements: ReadonlyMap<string, Announcement>;
}

export function read(service: Service, drivers: readonly Driver[]): Announcement {
  const recognised = recognise(service);
  for (const driver of drivers) {
    const match = driver.recognise(service);
    if (match) return { service, recognised, driver, match };
  }
  return { service, recognised };
}

/** A key for a product that announces this first. It never has an address in it, since addresses change. */
export function keyOf({ service, recognised, match }: Announcement): string {
  if (match) return match.key;
  const { protocol = service.type, identity, mac } = recognised;
  const own = identity ?? mac;
  const key = own === undefined ? `${service.host}/${service.name}/${service.type}` : `${protocol}/${own}`;
  return key.toLowerCase().slice(0, 255);
}

/** How much an announcement tells about its product: the one that tells most gives it its name and kind. */
function weight({ recognised, match }: Announcement): number {
  if (match) return 4;
  if (recognised.companion) return 0;
  return recognised.kind === 'unknown device' ? 1 : recognised.maker === undefined ? 2 : 3;
}

/** The announcements of a product, the one that tells most first. */
export function byWeight(product: Product): Announcement[] {
  return [...product.announcements.values()].sort((a, b) => weight(b) - weight(a) || (a.service.id < b.service.id ? -1 : 1));
}

/** True while all that a product announces are extras, which most often belong to something that is about to be heard. */
export function isVague(product: Product): boolean {
  return [...product.announcements.values()].every(({ match, recognised }) => !match && recognised.companion);
}

/**
 * Whether an announcement is one of a product's. Hardware address and own id decide where both have them. Otherwise it must come from the
 * same host, and either say little of itself (a web page), or carry the same name, or the same maker: a computer that plays
 * several products announces several names and makers.
 */
export function belongs(announcement: Announcement, product: Product): boolean {
  if (announcement.match?.key === product.key) return true;
  const others = [...product.announcements.values()];
  if (others.some((other) => isSame(announcement.recognised.mac, other.recognised.mac))) return true;
  if (others.every(({ service }) => service.host !== announcement.service.host)) return false;
  if (others.some((other) => contradicts(announcement, other))) return false;
  if (announcement.recognised.companion || others.every(({ recognised }) => recognised.companion)) return true;
  return others.some(
    (other) =>
      plainName(other.service.name) === plainName(announcement.service.name) ||
      isSame(other.recognised.maker?.toLowerCase(), announcement.recognised.maker?.toLowerCase()),
  );
}

function contradicts(a: Announcement, b: Announcement): boolean {
  return (
    differ(a.match?.key, b.match?.key) ||
    differ(a.recognised.mac, b.recognised.mac) ||
    (a.recognised.protocol === b.recognised.protocol && differ(a.recognised.identity, b.recognised.identity))
  );
}

function isSame(a: string | undefined, b: string | undefined): boolean {
  return a !== undefined && a === b;
}

function differ(a: string | undefined, b: string | undefined): boolean {
  return a !== undefined && b !== undefined && a !== b;
}

/** Without the hardware address that AirPlay puts before a name, and the number that mDNS puts behind one that is taken. */
function plainName(name: string): string {
  return name
    .replace(/^[0-9a-f]{12}@/i, '')
    .replace(/ \(\d+\)$/, '')
    .toLowerCase();
}
