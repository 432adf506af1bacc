import { call } from './client.ts';
import { all } from './lists.ts';

export const listRooms = () => all('listRooms');
export const createRoom = (name: string) => call('createRoom', { body: { name } });
export const renameRoom = (id: string, name: string) => call('replaceRoom', { params: { id }, body: { name } });
export const deleteRoom = (id: string) => call('deleteRoom', { params: { id } });
