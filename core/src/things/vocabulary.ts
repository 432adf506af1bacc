/** A compact IRI of our own vocabulary: `concord:kind/light`, `concord:attribute/lock.state`. */
export function term(word: 'kind' | 'capability' | 'attribute' | 'command' | 'event', name: string): string {
  return `concord:${word}/${encodeURIComponent(name.toWellFormed()).replaceAll('%3A', ':')}`;
}
