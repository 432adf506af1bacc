import type { Clock } from '../clock.ts';
import { Attempts } from './attempts.ts';
import { WrongCredentialsError } from './errors.ts';
import type { SetUpInput, User } from './resources.ts';
import { newCode, sameCode } from './secrets.ts';
import type { Users } from './users.ts';

/** The first start: whoever can read the hub's output may become its owner. The code is new at each start and only in memory. */
export class SetUp {
  readonly #users: Users;
  // One count for all: an attacker has many addresses, and there is one code.
  readonly #attempts: Attempts;
  readonly #code = newCode();

  constructor(users: Users, clock: Clock) {
    this.#users = users;
    this.#attempts = new Attempts(clock, { free: 10, longestWaitMs: 60_000 });
  }

  isDone(): boolean {
    return this.#users.hasOwner();
  }

  /** The code to print, as long as the home has no owner. */
  get code(): string | undefined {
    return this.isDone() ? undefined : this.#code;
  }

  async createOwner({ code, name, password }: SetUpInput): Promise<User> {
    this.#attempts.begin('code');
    if (!sameCode(code, this.#code)) throw new WrongCredentialsError('this is not the code that the hub printed', 'wrong-code');
    const owner = await this.#users.createFirstOwner(name, password);
    this.#attempts.succeeded('code');
    return owner;
  }
}
