import type { Capability, Device, Replacement } from '../api/types.ts';
import { humanize } from '../format.ts';
import type { FindCapability } from './shape.ts';

/** What another device would lack in the place of this one, in words: `no lock`, `its switch has no “Toggle”`. */
export function lackingIn(device: Device, missing: Replacement['missing'], find: FindCapability): string[] {
  return [...new Set(missing.map(({ path, message }) => wordsOf(device, path, find) ?? `${path.slice(1)}: ${message}`))];
}

/** The hub names a place as `/endpoint/capability.member`, each of which may have dots and slashes of its own. */
function wordsOf({ endpoints }: Device, path: string, find: FindCapability): string | undefined {
  const places = endpoints.flatMap((endpoint) =>
    Object.keys(endpoint.capabilities).map((capability) => ({ endpoint, capability, start: `/${endpoint.id}/${capability}` })),
  );
  const place = places
    .filter(({ start }) => path === start || path.startsWith(`${start}.`))
    .reduce<(typeof places)[number] | undefined>((best, one) => (best && best.start.length > one.start.length ? best : one), undefined);
  if (!place) return undefined;
  const { endpoint, capability, start } = place;
  const definition = find(capability);
  const title = (definition?.title ?? humanize(capability)).toLowerCase();
  const where = endpoints.length > 1 ? ` (${endpoint.name})` : '';
  if (path === start) return `no ${title}${where}`;
  return `its ${title} has no “${memberTitle(path.slice(start.length + 1), definition)}”${where}`;
}

function memberTitle(member: string, definition: Capability | undefined): string {
  const found = definition?.attributes[member] ?? definition?.commands[member] ?? definition?.events[member];
  return found?.title ?? humanize(member);
}
