import { InvalidInputError } from '@concord/sdk';
import type { Person, PersonInput } from './resources.ts';

/** What a person is checked against. */
export interface Surroundings {
  readonly hasDevice: (id: string) => boolean;
  readonly people: readonly Person[];
  /** Which device an id means now. */
  readonly current: (id: string) => string;
}

/**
 * A person from what their owner wrote. Throws `InvalidInputError` where a link names a device that isn't there or a user of a lock who is
 * somebody else already (rules could not tell who came home), or where a temperature is no number.
 */
export function personFrom(id: string, input: PersonInput, { hasDevice, people, current }: Surroundings): Person {
  const { name, preferences = {}, links = [] } = input;
  if ('temperature' in preferences && typeof preferences['temperature'] !== 'number')
    refuse('/preferences/temperature', 'must be a number of degrees Celsius');
  links.forEach(({ device, user }, index) => {
    if (!hasDevice(device)) refuse(`/links/${index}/device`, 'there is no such device');
    const other = people.find((person) => person.id !== id && isCalled(person, device, user, current));
    if (other) refuse(`/links/${index}/user`, `user ${user} of this device is ${other.name} already`);
  });
  return { id, name, preferences, links };
}

/** Whether a device calls this person `user`; case does not count, since people type it. `current`: which device an id means now. */
export function isCalled({ links }: Person, device: string, user: string, current: (id: string) => string): boolean {
  const called = user.toLowerCase();
  return links.some((link) => link.user.toLowerCase() === called && current(link.device) === current(device));
}

function refuse(path: string, message: string): never {
  throw new InvalidInputError(message, [{ path, message }]);
}
