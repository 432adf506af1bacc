import { InvalidInputError } from '@concord/sdk';
import { Type } from 'typebox';
import { NotFoundError } from '../errors.ts';
import { type DeviceModel, Id } from '../home/index.ts';
import { longestName, type Affordance } from '../things/index.ts';
import type { HomePart } from './parts.ts';

export const thingsTag = 'Web of Things';

/** `/devices/{id}/td/…/{name}`: the name that an affordance has in the Thing Description. */
export const NameParams = Type.Object(
  { id: Id, name: Type.String({ minLength: 1, maxLength: longestName }) },
  { additionalProperties: false },
);

/**
 * The device that an id means now. A consumer that knows it by a former id, of before it was linked to another, finds the Thing of the
 * device that it is part of: its id is to be used for commands too, since its names are not those of the former device.
 */
export function deviceOf(home: Pick<HomePart, 'find'>, id: string): DeviceModel {
  const device = home.find(id);
  if (!device) throw new NotFoundError('device', id);
  return device;
}

export function affordanceOf<A extends Affordance>(affordances: readonly A[], name: string, word: 'property' | 'action' | 'event'): A {
  const found = affordances.find((affordance) => affordance.name === name);
  if (!found) throw new NotFoundError(word, name);
  return found;
}

/** Runs a command whose body was other than the command itself: places in what was refused are those of the body that was sent. */
export async function withPlaces<T>(placeOf: (path: string) => string, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof InvalidInputError)) throw error;
    const findings = error.findings.map(({ path, message }) => ({ path: placeOf(path), message }));
    throw new InvalidInputError(error.message, findings, error.code);
  }
}
