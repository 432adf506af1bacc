/** A piece of a template: its texts and tags, in turn. */
export interface Tag {
  readonly kind: 'text' | 'print' | 'statement';
  readonly text: string;
}

const openers = { '{{': 'print', '{%': 'statement', '{#': 'text' } as const;
const closers = { '{{': '}}', '{%': '%}', '{#': '#}' } as const;

const statement = /^\{%[-+]?\s*(\w+)/;

/** The word that a statement begins with; empty for what is none. */
export function nameOf({ kind, text }: Tag): string {
  return kind === 'statement' ? (statement.exec(text)?.[1] ?? '') : '';
}

/** Splits a template into its texts and tags, a text before each tag; brackets inside quotes end nothing. */
export function tags(source: string): Tag[] {
  const found: Tag[] = [];
  let at = 0;
  while (at < source.length) {
    const start = nextOpener(source, at);
    if (start < 0) break;
    const opener = source.slice(start, start + 2) as keyof typeof openers;
    const end = tagEnd(source, start + 2, closers[opener]);
    if (end < 0) break;
    found.push({ kind: 'text', text: source.slice(at, start) }, { kind: openers[opener], text: source.slice(start, end) });
    at = end;
  }
  found.push({ kind: 'text', text: source.slice(at) });
  return found;
}

function nextOpener(source: string, from: number): number {
  for (let at = source.indexOf('{', from); at >= 0; at = source.indexOf('{', at + 1)) if (source.slice(at, at + 2) in openers) return at;
  return -1;
}

function tagEnd(source: string, from: number, closer: string): number {
  let quote = '';
  let depth = 0;
  for (let at = from; at < source.length; at++) {
    const sign = source.charAt(at);
    if (quote) {
      if (sign === '\\') at++;
      else if (sign === quote) quote = '';
      continue;
    }
    if (closer !== '#}' && (sign === '"' || sign === "'")) quote = sign;
    else if (depth === 0 && source.startsWith(closer, at)) return at + 2;
    else if (sign === '{') depth++;
    else if (sign === '}' && depth > 0) depth--;
  }
  return -1;
}
