import { call } from './client.ts';
import { all } from './lists.ts';
import type { BodyOf } from './client.ts';
import type { CommandInput } from './types.ts';

export const listDevices = () => all('listDevices');
export const getDevice = (id: string) => call('getDevice', { params: { id } });
export const getDescriptor = (id: string) => call('getDeviceDescriptor', { params: { id } });
export const getMapping = (id: string) => call('getDeviceMapping', { params: { id } });
export const updateDevice = (id: string, body: BodyOf<'updateDevice'>) => call('updateDevice', { params: { id }, body });
export const removeDevice = (id: string) => call('removeDevice', { params: { id } });
/** Resolves when the device has confirmed it. */
export const sendCommand = (id: string, body: CommandInput) => call('sendCommand', { params: { id }, body });
