/**
 * Rewrites a template from what Home Assistant's Jinja understands to what the engine does: `.get(` becomes a filter, since objects
 * handed in have no methods; what is printed is written as Python writes it; and each turn of a loop looks at the clock.
 */
export function rewriteTemplate(source: string): string {
  return tags(source)
    .map(({ kind, text }) => (kind === 'text' ? text : kind === 'print' ? rewritePrint(text) : rewriteStatement(text)))
    .join('');
}

interface Tag {
  readonly kind: 'text' | 'print' | 'statement';
  readonly text: string;
}

const openers = { '{{': 'print', '{%': 'statement', '{#': 'text' } as const;
const closers = { '{{': '}}', '{%': '%}', '{#': '#}' } as const;

/** Splits a template into its texts and tags; brackets inside quotes end nothing. */
function tags(source: string): Tag[] {
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

const printed = /^\{\{(?<before>[-+]?)(?<expression>[^]*?)(?<after>[-+]?)\}\}$/;
const dictionary = '_shown is mapping or (_shown is sequence and _shown is not string)';
const asPython = `'True' if _shown is true else 'False' if _shown is false else 'None' if _shown is none else _shown|string if ${dictionary} else _shown`;

function rewritePrint(tag: string): string {
  const { before = '', expression = '', after = '' } = printed.exec(tag)?.groups ?? {};
  return `{%${before} set _shown = (${methods(expression)}) %}{{ ${asPython} ${after}}}`;
}

const loop = /^\{%[-+]?\s*(?:for|macro)\b/;

function rewriteStatement(tag: string): string {
  const rewritten = methods(tag);
  return loop.test(tag) ? `${rewritten}{% if _tick() %}{% endif %}` : rewritten;
}

/** `x.get(` → `x|get(` outside quotes. */
function methods(code: string): string {
  return code.replace(/'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"|\.(get|replace)\(/g, (match, method?: string) =>
    method ? `|${method}(` : match,
  );
}
