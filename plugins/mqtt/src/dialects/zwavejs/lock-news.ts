import type { Fragment } from '../../devices/fragment.ts';
import type { Reporter } from '../../devices/reporter.ts';
import { isObject } from '../../topics/message.ts';

type LockEvent = 'locked' | 'unlocked' | 'operationFailed' | 'alarm';

/** What Access Control tells of a lock, by its name in topics: what happened, and how. */
const news: Readonly<Record<string, readonly [event: LockEvent, source?: string]>> = {
  Manual_lock_operation: ['locked', 'manual'],
  Manual_unlock_operation: ['unlocked', 'manual'],
  RF_lock_operation: ['locked', 'remote'],
  RF_unlock_operation: ['unlocked', 'remote'],
  Keypad_lock_operation: ['locked', 'keypad'],
  Keypad_unlock_operation: ['unlocked', 'keypad'],
  Auto_lock_locked_operation: ['locked', 'auto'],
  Lock_operation_with_User_Code: ['locked', 'keypad'],
  Unlock_operation_with_User_Code: ['unlocked', 'keypad'],
  'Credential_lock-open_operation': ['locked', 'credential'],
  'Credential_unlock-close_operation': ['unlocked', 'credential'],
  Manual_not_fully_locked_operation: ['operationFailed', 'manual'],
  RF_not_fully_locked_operation: ['operationFailed', 'remote'],
  Auto_lock_not_fully_locked_operation: ['operationFailed', 'auto'],
  Unlock_by_RF_with_invalid_user_code: ['operationFailed', 'remote'],
  Locked_by_RF_with_invalid_user_code: ['operationFailed', 'remote'],
  Manually_enter_user_access_code_exceeds_code_limit: ['alarm', 'keypad'],
  Invalid_credential_used: ['operationFailed', 'credential'],
};

export function isLockNews(name: string): boolean {
  return Object.hasOwn(news, name);
}

/** A state changes within moments of what is told of it, before or after. */
const settleMs = 10_000;

/** Tells each operation of a lock once: by the notification that names it, else by the change of its state. */
export class LockNews {
  readonly #lock: Fragment;
  #known: string | undefined;
  #told: { readonly event: string; readonly until: number } | undefined;

  constructor(lock: Fragment) {
    this.#lock = lock;
  }

  /** The lock says its state. */
  state(state: string | null, isOld: boolean, reporter: Reporter, at: number | undefined): void {
    const previous = this.#known;
    this.#known = state ?? undefined;
    if (isOld || previous === undefined || state === previous || (state !== 'locked' && state !== 'unlocked')) return;
    this.#operated(state, {}, reporter, at);
  }

  /** A notification tells what happened. */
  notice(name: string, details: unknown, reporter: Reporter, at: number | undefined): void {
    const [event, source] = (Object.hasOwn(news, name) ? news[name] : undefined) ?? [];
    if (event === undefined) return;
    const user = isObject(details) ? (details['userId'] ?? details['user ID']) : undefined;
    const who: Who = {
      ...(source !== undefined && { source }),
      ...((typeof user === 'number' || typeof user === 'string') && { user: String(user).slice(0, 255) }),
    };
    if (event === 'locked' || event === 'unlocked') this.#operated(event, who, reporter, at);
    else reporter.emit(this.#lock, event, event === 'alarm' ? { reason: name.replaceAll('_', ' ') } : { ...who }, at);
  }

  /** Whichever comes second, the state or the notification, is the same operation. */
  #operated(event: 'locked' | 'unlocked', who: Who, reporter: Reporter, at: number | undefined): void {
    const isTold = this.#told?.event === event && performance.now() <= this.#told.until;
    this.#told = isTold ? undefined : { event, until: performance.now() + settleMs };
    if (!isTold) reporter.emit(this.#lock, event, { ...who }, at);
    if (isTold && Object.keys(who).length === 0) return;
    reporter.set(this.#lock, 'lastOperation', { ...who, at: new Date(at ?? Date.now()).toISOString() });
  }
}

interface Who {
  readonly source?: string;
  readonly user?: string;
}
