import { getMe, getSetUp, logOut as endSession } from '../api/account.ts';
import { ApiError, whenSignedOut } from '../api/client.ts';
import type { Me, Right } from '../api/types.ts';
import { Store } from './store.ts';

/** Who is in front of the page. */
export type SessionState =
  | { readonly state: 'asking' }
  | { readonly state: 'setUp' }
  | { readonly state: 'signedOut' }
  | { readonly state: 'failed'; readonly error: unknown }
  | { readonly state: 'signedIn'; readonly me: Me };

export const session = new Store<SessionState>({ state: 'asking' });

whenSignedOut(() => {
  if (session.value.state === 'signedIn') session.set({ state: 'signedOut' });
});

/** Asks the hub who we are. */
export async function askSession(): Promise<void> {
  try {
    const { needed } = await getSetUp();
    session.set(needed ? { state: 'setUp' } : await ask());
  } catch (error) {
    session.set({ state: 'failed', error });
  }
}

async function ask(): Promise<SessionState> {
  try {
    return { state: 'signedIn', me: await getMe() };
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) return { state: 'signedOut' };
    throw error;
  }
}

export async function logOut(): Promise<void> {
  await endSession();
  session.set({ state: 'signedOut' });
}

export function may(right: Right): boolean {
  const { value } = session;
  return value.state === 'signedIn' && value.me.rights.includes(right);
}
