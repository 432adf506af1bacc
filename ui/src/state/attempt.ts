import { messageOf } from '../api/client.ts';
import { toast } from './toasts.ts';

/** Does something a button asked for; what goes wrong is told as a toast. Answers whether it went well. */
export async function attempt(work: () => Promise<unknown>, done?: string): Promise<boolean> {
  try {
    await work();
    if (done !== undefined) toast(done, 'good');
    return true;
  } catch (error) {
    toast(messageOf(error), 'bad');
    return false;
  }
}
