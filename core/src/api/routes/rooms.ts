import type { Access } from '../../access/index.ts';
import { Room, RoomInput } from '../../home/index.ts';
import type { Api } from '../fastify.ts';
import type { HomePart } from '../parts.ts';
import { collectionRoutes } from './collection.ts';

/** Where devices are. */
export function roomRoutes(api: Api, { rooms }: Pick<HomePart, 'rooms'>, access: Access): void {
  const words = {
    path: '/rooms',
    one: 'Room',
    many: 'Rooms',
    item: Room,
    input: RoomInput,
    read: 'home.read',
    manage: 'home.manage',
  } as const;
  collectionRoutes(api, rooms, words, access);
}
