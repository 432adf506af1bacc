import type { Row } from '../../../../mapping/row.ts';
import { choice, type Known, type States } from '../known.ts';

/** A variable of a notification: 0 is idle, and what its other numbers are called (Silicon Labs' list of notifications, SDS13713). */
export function variable(states: States, target?: Row | readonly Row[]): Known {
  return choice({ 0: 'idle', ...states }, target);
}

/** A row for a yes or no: `active` are the words for yes. */
export function flag(target: string, active: string, more: Partial<Row> = {}): Row {
  return { target, words: { idle: false, ...wordsTo(active, true) }, ...more };
}

function wordsTo(words: string, meaning: unknown): Readonly<Record<string, unknown>> {
  return Object.fromEntries(words.split(' ').map((word) => [word.toLowerCase(), meaning]));
}

export function alarm(target: string, active: string): Row {
  return { target, words: { idle: 'normal', ...wordsTo(active, 'warning') } };
}

export const maintenance: States = { 4: 'replace', 5: 'endOfLife' };
export const inspection: States = { 7: 'inspection' };
export const test: States = { 3: 'test', 769: 'passed', 770: 'failed' };
/** Numbers of states that say more: the state's own, and what is said as the low byte. */
export const levels = (state: number): States => ({
  [state]: 'alarm',
  [state * 256 + 1]: 'noData',
  [state * 256 + 2]: 'low',
  [state * 256 + 3]: 'high',
  [state * 256 + 4]: 'max',
});
export const limit = (child: string): Row => ({
  target: 'limitAlarm.state',
  child,
  words: { idle: 'normal', low: 'low', high: 'high', max: 'highHigh', alarm: 'other', nodata: 'other' },
});
