const quoted = /'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"/gs;
const escape = /\\(?:(?<octal>[0-7]{1,3})|(?<sign>.))/gs;
/** Escapes that the engine reads as Python does. */
const known = /^[\\'"bfnrtux]$/;

/** Python leaves an escape that it does not know as it stands (`'\d+'`), and reads digits as those of a character. */
export function withEscapes(code: string): string {
  return code.replace(quoted, (literal) =>
    literal.replace(escape, (whole: string, ...found: unknown[]) => {
      const { octal, sign = '' } = found.at(-1) as Record<string, string | undefined>;
      if (octal !== undefined) return `\\u${(Number.parseInt(octal, 8) & 0xff).toString(16).padStart(4, '0')}`;
      return known.test(sign) ? whole : `\\${whole}`;
    }),
  );
}

const place = String.raw`[a-z_]\w*(?:\.[a-z_]\w*|\[[^\][]*\])+`;
const signed = new RegExp(
  String.raw`(?<before>(?:^|[-+*/%~(,[=<>:{]|\b(?:if|else|and|or|not|in))\s*)(?<sign>[-+])\s*(?<place>${place})(?![\w(.[])`,
  'gi',
);
const numbered = /(?<=[\])]|\b[a-z_]\w*)\.(?<index>\d+)(?![\w])/gi;

/** A name with other letters than those of English. */
const foreign = /(?<=[\w)\]])\.(?<name>(?=\w*[^\0-\x7f])[\p{L}_][\p{L}\p{N}_]*)/gu;

/**
 * What Python's Jinja reads, and the engine does not: a place with a sign (`-a.b`), the number of an item behind a point (`a.0`), and names
 * in any language.
 */
export function withPlaces(code: string): string {
  return outsideQuotes(code, (part) => part.replace(numbered, '[$<index>]').replace(foreign, "['$<name>']")).replace(
    signed,
    (_whole, ...found: unknown[]) => {
      const { before = '', sign = '', place: of = '' } = found.at(-1) as Record<string, string | undefined>;
      return `${before}${sign === '-' ? '-' : ''}(${of})`;
    },
  );
}

const joined = String.raw`(?<place>[a-z_]\w*(?:\.\w+|\[[^\][]*\])*)`;
const leftOfJoint = new RegExp(String.raw`(?<before>(?:^|[~(,[=:])\s*|\b(?:if|else|in)\s+)${joined}(?=\s*~)`, 'gi');
const rightOfJoint = new RegExp(String.raw`(?<before>~\s*)${joined}(?=\s*(?:$|[~),\]}%]|\b(?:if|else)\b))`, 'gi');

/** `a ~ b` joins the texts that Python has for both, `None` and `True` among them. */
export function withTexts(code: string): string {
  if (!code.includes('~')) return code;
  return code.replace(leftOfJoint, '$<before>($<place>|string)').replace(rightOfJoint, '$<before>($<place>|string)');
}

function outsideQuotes(code: string, work: (part: string) => string): string {
  let written = '';
  let at = 0;
  for (const found of code.matchAll(quoted)) {
    written += work(code.slice(at, found.index)) + found[0];
    at = found.index + found[0].length;
  }
  return written + work(code.slice(at));
}
