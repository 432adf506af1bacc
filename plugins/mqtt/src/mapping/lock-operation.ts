import type { Message } from '../topics/message.ts';
import type { Fragment, Values } from '../devices/fragment.ts';
import type { Reporter } from '../devices/reporter.ts';

type LockEvent = 'locked' | 'unlocked' | 'operationFailed';

interface Operation {
  readonly event: LockEvent;
  readonly source?: string;
}

/** What Zigbee2MQTT's `action` says of a lock: what happened, and how where the word tells. */
const actions: Readonly<Record<string, Operation>> = {
  lock: { event: 'locked' },
  unlock: { event: 'unlocked' },
  one_touch_lock: { event: 'locked', source: 'oneTouch' },
  one_touch_unlock: { event: 'unlocked', source: 'oneTouch' },
  key_lock: { event: 'locked', source: 'key' },
  key_unlock: { event: 'unlocked', source: 'key' },
  auto_lock: { event: 'locked', source: 'auto' },
  schedule_lock: { event: 'locked', source: 'schedule' },
  schedule_unlock: { event: 'unlocked', source: 'schedule' },
  manual_lock: { event: 'locked', source: 'manual' },
  manual_unlock: { event: 'unlocked', source: 'manual' },
  keypad_lock: { event: 'locked', source: 'keypad' },
  keypad_unlock: { event: 'unlocked', source: 'keypad' },
  password_unlock: { event: 'unlocked', source: 'keypad' },
  password_lock: { event: 'locked', source: 'keypad' },
  rfid_lock: { event: 'locked', source: 'rfid' },
  rfid_unlock: { event: 'unlocked', source: 'rfid' },
  card_unlock: { event: 'unlocked', source: 'rfid' },
  fingerprint_lock: { event: 'locked', source: 'fingerprint' },
  fingerprint_unlock: { event: 'unlocked', source: 'fingerprint' },
  rf_lock: { event: 'locked', source: 'remote' },
  rf_unlock: { event: 'unlocked', source: 'remote' },
  remote_lock: { event: 'locked', source: 'remote' },
  remote_unlock: { event: 'unlocked', source: 'remote' },
  lock_failure_invalid_pin_or_id: { event: 'operationFailed' },
  lock_failure_invalid_schedule: { event: 'operationFailed', source: 'schedule' },
  unlock_failure_invalid_pin_or_id: { event: 'operationFailed' },
  unlock_failure_invalid_schedule: { event: 'operationFailed', source: 'schedule' },
};

/** `action_source_name` in our words; what stands in none of them is passed on as it is. */
const sources: Readonly<Record<string, string>> = { rf: 'remote', self: 'auto' };

export function isLockAction(action: string): boolean {
  return Object.hasOwn(actions, action) || action === 'non_access_user_operational_event';
}

/** A state change follows its action within moments; after that it is news of its own. */
const settleMs = 10_000;

/**
 * Turns the messages of one lock into `locked` and `unlocked`: from a message with an action once, with its user; from one without, when
 * the state changed between two known states and no action has told so already.
 */
export class LockOperations {
  readonly #fragment: Fragment;
  #known: string | undefined;
  #told: { readonly event: LockEvent; readonly until: number } | undefined;

  constructor(fragment: Fragment) {
    this.#fragment = fragment;
  }

  /** `state` is the lock's state as the message says it, undefined where it says none. */
  take(message: Message, state: string | null | undefined, reporter: Reporter): void {
    const previous = this.#known;
    if (typeof state === 'string') this.#known = state;
    // A retained message is an old story: it sets the state, and nothing happened now.
    if (message.retained) return;
    const operation = operationOf(message.object);
    if (operation) {
      const { event, ...who } = operation;
      this.#told = event === this.#known || event === 'operationFailed' ? undefined : { event, until: performance.now() + settleMs };
      this.#tell(event, who, reporter);
      return;
    }
    if (previous === undefined || this.#known === previous) return;
    if (this.#known !== 'locked' && this.#known !== 'unlocked') return;
    const wasTold = this.#told?.event === this.#known && performance.now() < this.#told.until;
    this.#told = undefined;
    if (!wasTold) this.#tell(this.#known, {}, reporter);
  }

  #tell(event: LockEvent, who: Who, reporter: Reporter): void {
    reporter.emit(this.#fragment, event, { ...who });
    if (event !== 'operationFailed') reporter.set(this.#fragment, 'lastOperation', { ...who, at: new Date().toISOString() });
  }
}

interface Who {
  readonly source?: string;
  readonly user?: string;
}

function operationOf(members: Values | undefined): ({ event: LockEvent } & Who) | undefined {
  const action = members?.['action'];
  if (!members || typeof action !== 'string' || !Object.hasOwn(actions, action)) return undefined;
  const operation = actions[action];
  if (!operation) return undefined;
  const { action_user: user, action_source_name: name } = members;
  const source =
    operation.source ??
    (typeof name === 'string' && name !== '' ? ((Object.hasOwn(sources, name) ? sources[name] : undefined) ?? name) : undefined);
  return {
    event: operation.event,
    ...(source !== undefined && { source: source.slice(0, 255) }),
    ...((typeof user === 'number' || (typeof user === 'string' && user !== '')) && { user: String(user).slice(0, 255) }),
  };
}
