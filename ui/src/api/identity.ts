import { call } from './client.ts';
import { all } from './lists.ts';

export const listLinkProposals = () => all('listLinkProposals');
/** Says whether the two devices are one product; the answer is kept. */
export const answerLinkProposal = (id: string, answer: 'same' | 'distinct') =>
  call('answerLinkProposal', { params: { id }, body: { answer } });
/** Makes another device part of this one. */
export const linkDevice = (id: string, device: string) => call('linkDevice', { params: { id }, body: { device } });
/** Answers the device that the source is again. */
export const unlinkSource = (id: string, source: string) => call('unlinkSource', { params: { id, source } });
/** Lets a source lead, or the hub choose again. */
export const preferSource = (id: string, source: string, preferred = true) =>
  call('changeSource', { params: { id, source }, body: { preferred } });
/** Says that what the hub linked by itself is this product. */
export const confirmSource = (id: string, source: string) => call('changeSource', { params: { id, source }, body: { confirmed: true } });
/** The other devices, and what each would lack in the place of this one. */
export async function listReplacements(id: string) {
  const { items } = await call('listReplacements', { params: { id }, query: { limit: 1000 } });
  return items;
}
export const replaceDevice = (id: string, by: string, anyway: boolean) => call('replaceDevice', { params: { id }, body: { by, anyway } });
/** Undoes the last replacement of a device. */
export const takeBackDevice = (id: string) => call('takeBackDevice', { params: { id } });
