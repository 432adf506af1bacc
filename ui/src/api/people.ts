import { call } from './client.ts';
import { all } from './lists.ts';
import type { PersonInput } from './types.ts';

export const listPeople = () => all('listPeople');
export const createPerson = (body: PersonInput) => call('createPerson', { body });
export const replacePerson = (id: string, body: PersonInput) => call('replacePerson', { params: { id }, body });
export const deletePerson = (id: string) => call('deletePerson', { params: { id } });
