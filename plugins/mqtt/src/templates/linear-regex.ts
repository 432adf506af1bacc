import { setFlagsFromString } from 'node:v8';
import { caseless } from './caseless.ts';

// V8's engine whose time grows with the length of the text alone: a pattern that would backtrack for ever can't stop the home.
setFlagsFromString('--enable-experimental-regexp-engine');

/** Flags that Python has at the beginning of a pattern. */
const leading = /^(?:\(\?(?<inline>[aimsux]+)\))?(?<rest>[^]*)$/;
const maxPattern = 512;
const maxText = 65_536;
const maxKept = 500;
const kept = new Map<string, RegExp>();

/**
 * A regular expression of a template, which is written for Python. Throws `SyntaxError` for what the linear engine can't do (lookaround,
 * back references) and for what is too long.
 */
export function linearRegex(pattern: string, flags: '' | 'i' = '', anchor: 'start' | 'anywhere' = 'anywhere'): RegExp {
  const key = `${flags}${anchor}:${pattern}`;
  const known = kept.get(key);
  if (known) {
    known.lastIndex = 0;
    return known;
  }
  if (pattern.length > maxPattern) throw new SyntaxError(`a pattern of more than ${maxPattern} characters`);
  const { inline = '', rest = '' } = leading.exec(pattern)?.groups ?? {};
  const isCaseless = flags === 'i' || inline.includes('i');
  const source = (isCaseless ? caseless(rest) : rest).replaceAll('(?P<', '(?<');
  const regex = new RegExp(anchor === 'start' ? `^(?:${source})` : source, `lg${inline.replaceAll(/[^ms]/g, '')}`);
  if (kept.size >= maxKept) kept.clear();
  kept.set(key, regex);
  return regex;
}

/** The text that a regular expression may look at: templates are given whole payloads. */
export function bounded(text: string): string {
  return text.slice(0, maxText);
}
