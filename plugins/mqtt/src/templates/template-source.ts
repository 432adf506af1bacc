import { withDefinedness, withKeyOrder, withoutMethods, withoutPercent } from './python-methods.ts';

/**
 * Rewrites a template from what Home Assistant's Jinja understands to what the engine does: methods that the engine's values lack become
 * filters; what is printed is written as Python writes it; and each turn of a loop looks at the clock.
 */
export function rewriteTemplate(source: string): string {
  const knowsMoments = moments.test(source);
  let isRaw = false;
  return tags(source)
    .map(({ kind, text }) => {
      const statement = kind === 'statement' ? (statementName.exec(text)?.[1] ?? '') : '';
      if (isRaw) {
        isRaw = statement !== 'endraw';
        return text;
      }
      isRaw = statement === 'raw';
      return kind === 'text' ? text : kind === 'print' ? rewritePrint(text, knowsMoments) : rewriteStatement(text);
    })
    .join('');
}

const moments = /\b(?:now|utcnow|as_datetime|strptime|today_at)\b/;
const statementName = /^\{%[-+]?\s*(\w+)/;

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
/** The last thing that is done is one whose result Python prints with a point, though it be whole. */
const floating = /\|\s*(?:float\b(?:\s*\([^()]*\))?|round\s*\(\s*[1-9][^()]*\))\s*$/;

function rewritePrint(tag: string, knowsMoments: boolean): string {
  const { before = '', expression = '', after = '' } = printed.exec(tag)?.groups ?? {};
  const filter = floating.test(expression) ? '|_float' : knowsMoments ? '|_moment' : '';
  return `{%${before} set _shown = (${adapted(expression)})${filter} %}{{ ${asPython} ${after}}}`;
}

const loop = /^\{%[-+]?\s*(?:for|macro)\b/;
const several = /^(\{%[-+]?\s*set\s+)(\w+(?:\s*,\s*\w+)+)(\s*=)/;
const deed = /^(\{%[-+]?\s*)do\b/;

function rewriteStatement(tag: string): string {
  const rewritten = adapted(tag).replace(several, '$1($2)$3').replace(deed, '$1set _ =');
  return loop.test(tag) ? `${rewritten}{% if _tick() %}{% endif %}` : rewritten;
}

function adapted(code: string): string {
  return withKeyOrder(withDefinedness(withoutMethods(withoutPercent(code))));
}
