import { call } from './client.ts';
import { all } from './lists.ts';
import type { SceneInput } from './types.ts';

export const listScenes = () => all('listScenes');
export const createScene = (body: SceneInput) => call('createScene', { body });
export const replaceScene = (id: string, body: SceneInput) => call('replaceScene', { params: { id }, body });
export const deleteScene = (id: string) => call('deleteScene', { params: { id } });
/** Answers what could not be set. */
export const activateScene = (id: string) => call('activateScene', { params: { id } });
