import { messageOf } from '../api/client.ts';
import { toast, type Offer } from './toasts.ts';

/** Does something a button asked for; what goes wrong is told as a toast. Answers whether it went well. `offers` stand beside `done`. */
export async function attempt(work: () => Promise<unknown>, done?: string, ...offers: readonly Offer[]): Promise<boolean> {
  try {
    await work();
    if (done !== undefined) toast(done, 'good', ...offers);
    return true;
  } catch (error) {
    toast(messageOf(error), 'bad');
    return false;
  }
}
