/**
 * An answer that is there already, and whose continuation runs at once.
 *
 * The broker library numbers a message when it begins to publish it, and hands it to each subscriber only if its number is higher than the
 * last one's. Whatever takes a promise's turn in between is overtaken by what needs none, and dropped. So on that way nothing may wait.
 */
export class Prompt<T> implements PromiseLike<T> {
  readonly #value: T;

  constructor(value: T) {
    this.#value = value;
  }

  // oxlint-disable-next-line unicorn/no-thenable -- the library only ever calls it
  then<Result = T, Never = never>(
    done?: ((value: T) => Result | PromiseLike<Result>) | null,
    _failed?: ((reason: unknown) => Never | PromiseLike<Never>) | null,
  ): PromiseLike<Result | Never> {
    const result = done ? done(this.#value) : (this.#value as unknown as Result);
    return isPromiseLike(result) ? result : new Prompt(result);
  }
}

function isPromiseLike<T>(value: T | PromiseLike<T>): value is PromiseLike<T> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}
