/**
 * The longest that the definitions of one device may be together, in characters of JSON: reading them takes a second at most, and the hub
 * has only one thread for the whole home.
 */
export const maxDeviceDefinitionsLength = 131_072;

/** What is left for the definitions that one device brings. Equal ones are read once, and count once. */
export class DefinitionBudget {
  #left = maxDeviceDefinitionsLength;
  readonly #counted = new Set<string>();

  /** Takes a definition's text off what is left; why it can't be, where it can't. */
  take(text: string): string | undefined {
    if (this.#counted.has(text)) return undefined;
    if (text.length > this.#left) return `must not be longer than ${maxDeviceDefinitionsLength} characters with the others of this device`;
    this.#left -= text.length;
    this.#counted.add(text);
    return undefined;
  }
}
