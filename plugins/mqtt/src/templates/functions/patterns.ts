import { bounded, linearRegex } from '../linear-regex.ts';
import { pythonText } from '../python-text.ts';
import { capped, toInteger, type Functions, type TemplateFunction } from './function.ts';

const match: TemplateFunction = (value, find = '', ignoreCase = false) => regex(find, ignoreCase, 'start').test(bounded(pythonText(value)));
const search: TemplateFunction = (value, find = '', ignoreCase = false) => regex(find, ignoreCase).test(bounded(pythonText(value)));

/** Regular expressions, in time that grows with the length of the text alone (`linear-regex.ts`). */
export const patterns: Functions = {
  regex_match: match,
  regex_search: search,
  regex_replace: (value, find = '', replacement = '', ignoreCase = false) =>
    capped(
      bounded(pythonText(value)).replace(
        regex(find, ignoreCase),
        pythonText(replacement)
          .replaceAll('$', '$$$$')
          .replace(/\\g?<?(\d)>?/g, '$$$1'),
      ),
    ),
  regex_findall: (value, find = '', ignoreCase = false) => findAll(value, find, ignoreCase),
  regex_findall_index: (value, find = '', index = 0, ignoreCase = false) => findAll(value, find, ignoreCase)[toInteger(index)],
};

export const patternTests: Functions = { match, search };

function regex(find: unknown, ignoreCase: unknown, anchor: 'start' | 'anywhere' = 'anywhere'): RegExp {
  return linearRegex(pythonText(find), ignoreCase === true ? 'i' : '', anchor);
}

/** One group gives its texts, several give a list for each match, as Python has it. */
function findAll(value: unknown, find: unknown, ignoreCase: unknown): unknown[] {
  return [...bounded(pythonText(value)).matchAll(regex(find, ignoreCase))].map((found) =>
    found.length <= 2 ? (found[1] ?? found[0]) : found.slice(1).map((group) => group ?? ''),
  );
}
