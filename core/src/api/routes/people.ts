import type { Access } from '../../access/index.ts';
import { Person, PersonInput } from '../../home/index.ts';
import type { Api } from '../fastify.ts';
import type { HomePart } from '../parts.ts';
import { collectionRoutes } from './collection.ts';

/** Who lives here, what they like, and what locks call them. */
export function peopleRoutes(api: Api, { people }: Pick<HomePart, 'people'>, access: Access): void {
  const words = {
    path: '/people',
    one: 'Person',
    many: 'People',
    item: Person,
    input: PersonInput,
    read: 'people.read',
    manage: 'home.manage',
  } as const;
  collectionRoutes(api, people, words, access);
}
