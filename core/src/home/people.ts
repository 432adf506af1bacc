import { InvalidInputError } from '@concord/sdk';
import type { Person, PersonInput } from './resources.ts';

/** What a person is checked against. */
export interface Surroundings {
  readonly hasDevice: (id: string) => boolean;
  readonly people: readonly Person[];
}

/**
 * A person from what their owner wrote. Throws `InvalidInputError` where a link names a device that isn't there or a user of a lock who is
 * somebody else already (rules could not tell who came home), or where a temperature is no number.
 */
export function personFrom(id: string, input: PersonInput, { hasDevice, people }: Surroundings): Person {
  const { name, preferences = {}, links = [] } = input;
  if ('temperature' in preferences && typeof preferences['temperature'] !== 'number')
    refuse('/preferences/temperature', 'must be a number of degrees Celsius');
  links.forEach(({ device, user }, index) => {
    if (!hasDevice(device)) refuse(`/links/${index}/device`, 'there is no such device');
    const other = people.find((person) => person.id !== id && isCalled(person, device, user));
    if (other) refuse(`/links/${index}/user`, `user ${user} of this device is ${other.name} already`);
  });
  return { id, name, preferences, links };
}

/** Whether a device calls this person `user`; case does not count, since people type it. */
export function isCalled({ links }: Person, device: string, user: string): boolean {
  const called = user.toLowerCase();
  return links.some((link) => link.device === device && link.user.toLowerCase() === called);
}

function refuse(path: string, message: string): never {
  throw new InvalidInputError(message, [{ path, message }]);
}
