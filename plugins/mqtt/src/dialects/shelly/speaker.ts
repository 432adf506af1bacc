import type { Message } from '../../topics/message.ts';
import type { Facts } from './facts.ts';
import type { Product } from './product.ts';
import type { Heard } from './topics.ts';

/** A product in the language of its generation. */
export interface Speaker {
  readonly product: Product;
  receive(heard: Heard, message: Message): void;
  /** What the product is, as far as it is a value that people may look up. */
  tell(facts: Facts, message: Message): void;
  /** Asks the product for whatever it does not say by itself. */
  ask?(): void;
  /** Asks nothing any more; what was said stays. */
  askNoMore?(): void;
  stop(): void;
}
