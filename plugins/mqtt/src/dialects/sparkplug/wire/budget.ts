import { ConcordError } from '@concord/sdk';

/** A payload that is no Sparkplug, or more than a product has to say at once. */
export class SparkplugError extends ConcordError {
  constructor(message: string) {
    super('sparkplug-payload', message);
  }
}

/**
 * What one payload may cost, whoever made it: reading it must not hold up everything else. A field is two bytes at least, and may ask for
 * an object; a structure may hold itself.
 */
export class Budget {
  static readonly bytes = 1024 * 1024;
  static readonly depth = 12;
  #fields = 50_000;

  spend(): void {
    if (--this.#fields < 0) throw new SparkplugError('more fields than a product has to say at once');
  }
}
