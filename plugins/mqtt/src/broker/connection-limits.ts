/** Counts connections, in total and by address, and says who has to stay outside. */
export class ConnectionLimits {
  readonly #total: number;
  readonly #perAddress: number;
  readonly #open = new Map<string, number>();
  #count = 0;

  constructor(total: number, perAddress: number) {
    this.#total = total;
    this.#perAddress = perAddress;
  }

  /** False where there are too many already. What was taken has to be given back. */
  take(address: string): boolean {
    const open = this.#open.get(address) ?? 0;
    if (this.#count >= this.#total || open >= this.#perAddress) return false;
    this.#count++;
    this.#open.set(address, open + 1);
    return true;
  }

  giveBack(address: string): void {
    const open = this.#open.get(address) ?? 0;
    this.#count--;
    if (open > 1) this.#open.set(address, open - 1);
    else this.#open.delete(address);
  }
}
