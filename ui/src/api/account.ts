import { call, type BodyOf } from './client.ts';
import { all } from './lists.ts';

export const getSetUp = () => call('getSetUp');
export const setUp = (body: BodyOf<'setUp'>) => call('setUp', { body });
export const getMe = () => call('getMe');
export const logIn = (body: BodyOf<'logIn'>) => call('logIn', { body });
export const logOut = () => call('logOut');
export const changePassword = (body: BodyOf<'changePassword'>) => call('changePassword', { body });
export const listSessions = () => all('listSessions');
export const endSession = (id: string) => call('endSession', { params: { id } });
export const listTokens = () => all('listTokens');
export const createToken = (body: BodyOf<'createToken'>) => call('createToken', { body });
export const revokeToken = (id: string) => call('revokeToken', { params: { id } });
export const listUsers = () => all('listUsers');
export const createUser = (body: BodyOf<'createUser'>) => call('createUser', { body });
export const deleteUser = (id: string) => call('deleteUser', { params: { id } });
export const getHealth = () => call('getHealth');
