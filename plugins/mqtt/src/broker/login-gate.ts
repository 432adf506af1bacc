import type { BrokerUsers } from './broker-users.ts';
import { FailurePauses } from './failure-pauses.ts';
import { isLoopback } from './loopback.ts';
import { Turns } from './turns.ts';

/** CONNACK codes of MQTT 3.1.1, section 3.2.2.3. */
export const serverUnavailable = 3;
const notAuthorized = 5;

/** Who asks to come in. */
interface Visitor {
  readonly address: string;
  /** Undefined: anonymous. */
  readonly name: string | undefined;
  readonly password: string;
  /** True once it hung up: nothing is computed for it then. */
  readonly hasLeft: () => boolean;
}

/** Why somebody does not come in. */
interface Refusal {
  readonly code: 'login-refused' | 'too-many-logins' | 'broker-busy';
  readonly message: string;
  readonly returnCode: number;
}

const refusals = {
  anonymous: { code: 'login-refused', message: 'no user name, and not from this machine', returnCode: notAuthorized },
  wrong: { code: 'login-refused', message: 'wrong user name or password', returnCode: notAuthorized },
  paused: { code: 'too-many-logins', message: 'too many failed log-ins; refused for a while', returnCode: serverUnavailable },
  busy: { code: 'broker-busy', message: 'too many clients log in at once', returnCode: serverUnavailable },
} as const satisfies Record<string, Refusal>;

/** Hashes at once: Node has four threads for them, and the files of the plugin need some of the same. */
const hashesAtOnce = 2;
const maxWaiting = 500;

/**
 * Decides who may use the broker. Passwords can't be guessed at will: failures cost growing pauses, by address, and by name as well, so
 * that many addresses don't help. A name's pauses are short, since its owner has to wait for them, too.
 */
export class LoginGate {
  readonly #users: Pick<BrokerUsers, 'isPassword'>;
  readonly #now: () => number;
  readonly #turns = new Turns(hashesAtOnce, maxWaiting);
  readonly #byAddress = new FailurePauses({ free: 5, firstMs: 1000, longestMs: 5 * 60_000 });
  readonly #byName = new FailurePauses({ free: 20, firstMs: 1000, longestMs: 30_000 });

  constructor(users: Pick<BrokerUsers, 'isPassword'>, now: () => number = () => performance.now()) {
    this.#users = users;
    this.#now = now;
  }

  /** Undefined: it may come in. */
  async refusalOf({ address, name, password, hasLeft }: Visitor): Promise<Refusal | undefined> {
    if (name === undefined) return isLoopback(address) ? undefined : refusals.anonymous;
    if (this.#isPaused(address, name)) return refusals.paused;
    if (this.#turns.isFull) return refusals.busy;
    return this.#turns.take(async () => {
      // Once more: others of the same address or name may have failed while this one waited.
      if (hasLeft() || this.#isPaused(address, name)) return refusals.paused;
      if (await this.#users.isPassword(name, password)) {
        this.#byAddress.succeeded(address);
        this.#byName.succeeded(name);
        return undefined;
      }
      this.#byAddress.failed(address, this.#now());
      this.#byName.failed(name, this.#now());
      return refusals.wrong;
    });
  }

  #isPaused(address: string, name: string): boolean {
    const now = this.#now();
    return this.#byAddress.waitMs(address, now) > 0 || this.#byName.waitMs(name, now) > 0;
  }
}
