import type { Capability, Device, Replacement } from '../api/types.ts';
import { humanize } from '../format.ts';
import type { FindCapability } from './shape.ts';

/** What another device would lack in the place of this one, in words: `no lock`, `its switch has no “Toggle”`. */
export function lackingIn(device: Device, missing: Replacement['missing'], find: FindCapability): string[] {
  return [...new Set(missing.map((lack) => wordsOf(device, lack, find) ?? `${lack.path.slice(1)}: ${lack.message}`))];
}

/** The hub names a place as `/endpoint/capability.member`, each of which may have dots and slashes of its own. */
function wordsOf({ endpoints }: Device, { path, message }: Replacement['missing'][number], find: FindCapability): string | undefined {
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
  const member = memberTitle(path.slice(start.length + 1), definition);
  // The one thing that the hub says of a member that is there.
  if (message.includes('only be read')) return `“${member}” of its ${title} can’t be set${where}`;
  return `its ${title} has no “${member}”${where}`;
}

function memberTitle(member: string, definition: Capability | undefined): string {
  const found = definition?.attributes[member] ?? definition?.commands[member] ?? definition?.events[member];
  return found?.title ?? humanize(member);
}

/** Which of two devices is the likelier to take the place of a third: the same model, then what lacks less, then what stands nowhere yet. */
export function byLikelihood({ maker, model }: Device): (a: Candidate, b: Candidate) => number {
  const rank = ({ device, lacks }: Candidate) => [
    Number(device.maker !== maker || device.model !== model || model === undefined),
    lacks.length,
    Number(device.room !== null),
  ];
  return (a, b) => {
    const ranks = rank(b);
    return rank(a).reduce((order, one, index) => order || one - (ranks[index] ?? 0), 0);
  };
}

interface Candidate {
  readonly device: Device;
  readonly lacks: readonly string[];
}
