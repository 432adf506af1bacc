import { all } from './lists.ts';

export const listCapabilities = () => all('listCapabilities');
