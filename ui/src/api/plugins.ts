import { call, type BodyOf } from './client.ts';
import { all } from './lists.ts';

export const listPlugins = () => all('listPlugins');
export const getPlugin = (id: string) => call('getPlugin', { params: { id } });
export const updatePlugin = (id: string, body: BodyOf<'updatePlugin'>) => call('updatePlugin', { params: { id }, body });
export const restartPlugin = (id: string) => call('restartPlugin', { params: { id } });
export const getPluginLogs = (id: string) => call('getPluginLogs', { params: { id } });
export const runPluginAction = (id: string, action: string, body: Record<string, unknown>) =>
  call('runPluginAction', { params: { id, action }, body });
