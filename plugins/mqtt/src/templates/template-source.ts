import { withoutJumps } from './loop-jumps.ts';
import { withDefinedness, withKeyOrder, withoutClasses, withoutMethods, withoutPercent } from './python-methods.ts';
import { withEscapes, withPlaces, withTexts } from './python-syntax.ts';
import { nameOf, tags } from './template-tags.ts';

/**
 * Rewrites a template from what Home Assistant's Jinja understands to what the engine does: methods that the engine's values lack become
 * filters; what is printed is written as Python writes it; and each turn of a loop looks at the clock.
 */
export function rewriteTemplate(source: string): string {
  const knowsMoments = moments.test(source);
  let isRaw = false;
  return withoutJumps(tags(source))
    .map((tag) => {
      const { kind, text } = tag;
      const statement = nameOf(tag);
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

const printed = /^\{\{(?<before>[-+]?)(?<expression>[^]*?)(?<after>[-+]?)\}\}$/;
const dictionary = '_shown is mapping or (_shown is sequence and _shown is not string)';
const asPython = `'True' if _shown is true else 'False' if _shown is false else 'None' if _shown is none else _shown|string if ${dictionary} else _shown`;
const withPoint = String.raw`\|\s*(?=(?:float\b(?:\s*\([^()]*\))?|round\s*\(\s*[1-9][^()]*\))\s*`;
/** What makes a number with a point, which Python prints though it be whole: the last that is done, or before it becomes a text. */
const last = new RegExp(`${withPoint}$)`);
const beforeText = new RegExp(String.raw`${withPoint}\|\s*string\b)`, 'g');
/** A quotient has a point, too. */
const quotient = /(?<!\/)\/(?!\/)\s*[\w.]+\s*$/;
/** A value and what is done to it, without anything beside. */
const chain = /^\s*[\w.]*(?:\s*\|\s*\w+(?:\s*\([^()]*\))?)*\s*$/;

function rewritePrint(tag: string, knowsMoments: boolean): string {
  const { before = '', expression = '', after = '' } = printed.exec(tag)?.groups ?? {};
  const isFloat = last.test(expression) || quotient.test(expression);
  // A default stands as it was written: only in a chain it is known whether it was taken.
  const [mark, filter] = !isFloat ? ['|', knowsMoments ? '|_moment' : ''] : chain.test(expression) ? ['|_', ''] : ['|', '|_pointed'];
  const code = adapted(expression.replace(beforeText, '|_').replace(last, mark));
  return `{%${before} set _shown = (${code})${filter} %}{{ ${asPython} ${after}}}`;
}

const loop = /^\{%[-+]?\s*(?:for|macro)\b/;
const several = /^(\{%[-+]?\s*set\s+)(\w+(?:\s*,\s*\w+)+)(\s*=)/;
const deed = /^(\{%[-+]?\s*)do\b/;

function rewriteStatement(tag: string): string {
  const rewritten = adapted(tag).replace(several, '$1($2)$3').replace(deed, '$1set _ =');
  return loop.test(tag) ? `${rewritten}{% if _tick() %}{% endif %}` : rewritten;
}

function adapted(code: string): string {
  return withKeyOrder(withDefinedness(withoutMethods(withoutPercent(withoutClasses(withTexts(withPlaces(withEscapes(code))))))));
}
