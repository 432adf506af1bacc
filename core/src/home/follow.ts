import { setCommand } from '@concord/sdk';
import type { Move } from './changes.ts';
import type { Address } from './identity/former-devices.ts';

/**
 * A place that names an attribute (a rule's trigger, condition or action, a scene's setting) where the attribute is now; the very place
 * where it did not move. A command that sets several attributes stays as it is, since they may be in several places now.
 */
export function follow<Place extends object>(place: Place, moved: readonly Move[], current: (address: Address) => Address): Place {
  const { device, endpoint, capability } = place as Readonly<Record<string, unknown>>;
  const attribute = attributeOf(place);
  if (typeof device !== 'string' || typeof capability !== 'string') return place;
  const here = current({ device, endpoint: typeof endpoint === 'string' ? endpoint : undefined, capability });
  const move = moved.find(
    ({ from, to }) =>
      from.device === here.device &&
      from.capability === capability &&
      (attribute === undefined ? isWhole({ from, to }) : from.attribute === attribute) &&
      (here.endpoint === undefined || here.endpoint === from.endpoint),
  );
  if (!move) return place;
  const { to, from } = move;
  return {
    ...place,
    device: to.device,
    capability: to.capability,
    ...((here.endpoint !== undefined || to.endpoint !== from.endpoint) && { endpoint: to.endpoint }),
    ...(attribute !== undefined && named(place, to.attribute)),
  };
}

/** An event or a command goes where its capability went, to another device. */
function isWhole({ from, to }: Move): boolean {
  return from.capability === to.capability && from.device !== to.device;
}

function named(place: object, attribute: string): object {
  const { args = {} } = place as Readonly<Record<string, unknown>>;
  return 'attribute' in place ? { attribute } : { args: { [attribute]: Object.values(args as object)[0] as unknown } };
}

function attributeOf(place: object): string | undefined {
  const { attribute, command = setCommand, args } = place as Readonly<Record<string, unknown>>;
  if (typeof attribute === 'string') return attribute;
  if (command !== setCommand || typeof args !== 'object' || args === null) return undefined;
  const [name, ...others] = Object.keys(args);
  return others.length === 0 ? name : undefined;
}
