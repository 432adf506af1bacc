/** A product's name for something, in the words that tables are written in: `relayState`, `relay_state` and `Relay state` are `relay-state`. */
export function plainName(text: string): string {
  return text
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');
}
