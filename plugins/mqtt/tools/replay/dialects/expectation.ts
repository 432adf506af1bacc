import type { Verdict } from '../tally.ts';
import type { Product } from './product.ts';

/** One thing to look at, by a name to report it under. */
export interface Expectation {
  readonly name: string;
  look(product: Product): Verdict;
}
