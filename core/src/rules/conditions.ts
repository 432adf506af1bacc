import { Engine, Operator, type ConditionProperties, type TopLevelCondition } from 'json-rules-engine';
import type { Finding } from '@concord/sdk';
import type { HomeView } from './ports.ts';
import { read, type RunScope } from './reference.ts';
import { localTime } from './schedule.ts';

const deepest = 32;
const mostLeaves = 1000;

type Compare = (seen: unknown, wanted: unknown) => boolean;
const number =
  (compare: (seen: number, wanted: number) => boolean): Compare =>
  (seen, wanted) =>
    typeof seen === 'number' && typeof wanted === 'number' && compare(seen, wanted);
const text =
  (compare: (seen: string, wanted: string) => boolean): Compare =>
  (seen, wanted) =>
    typeof seen === 'string' && typeof wanted === 'string' && compare(seen, wanted);
const either =
  (a: Compare, b: Compare): Compare =>
  (seen, wanted) =>
    a(seen, wanted) || b(seen, wanted);

// json-rules-engine's names. Texts are ordered too, for times of day (`"07:30" < "08:00"`).
const operators: Readonly<Record<string, Compare>> = {
  equal: (seen, wanted) => seen === wanted,
  notEqual: (seen, wanted) => seen !== wanted,
  in: (seen, wanted) => Array.isArray(wanted) && wanted.includes(seen),
  notIn: (seen, wanted) => Array.isArray(wanted) && !wanted.includes(seen),
  contains: (seen, wanted) => Array.isArray(seen) && seen.includes(wanted),
  doesNotContain: (seen, wanted) => Array.isArray(seen) && !seen.includes(wanted),
  lessThan: either(
    number((a, b) => a < b),
    text((a, b) => a < b),
  ),
  lessThanInclusive: either(
    number((a, b) => a <= b),
    text((a, b) => a <= b),
  ),
  greaterThan: either(
    number((a, b) => a > b),
    text((a, b) => a > b),
  ),
  greaterThanInclusive: either(
    number((a, b) => a >= b),
    text((a, b) => a >= b),
  ),
};

/** What each fact is, and which parameters it takes. */
export const facts = {
  state: { required: ['device', 'capability', 'attribute'], optional: ['endpoint'] },
  time: { required: [], optional: [] },
  day: { required: [], optional: [] },
  person: { required: [], optional: [] },
  trigger: { required: ['path'], optional: [] },
} as const satisfies Record<string, { required: readonly string[]; optional: readonly string[] }>;

/** One leaf of a condition tree as it was evaluated. */
export interface SeenCondition {
  readonly fact: string;
  readonly params?: Record<string, unknown>;
  readonly operator: string;
  readonly wanted: unknown;
  readonly seen: unknown;
  readonly met: boolean;
}

export interface ConditionsResult {
  readonly met: boolean;
  readonly seen: SeenCondition[];
}

/** Conditions ready to be evaluated: a small engine of their own, so that one that throws harms no other rule. */
export class CompiledConditions {
  readonly #engine: Engine;

  constructor(conditions: Readonly<Record<string, unknown>>, home: HomeView) {
    this.#engine = new Engine([], { allowUndefinedFacts: true });
    for (const [name, compare] of Object.entries(operators)) {
      this.#engine.removeOperator(name);
      // What the hub doesn't know (null, a bad value) is neither equal nor unequal to anything.
      this.#engine.addOperator(new Operator(name, (seen, wanted) => seen !== undefined && seen !== null && compare(seen, wanted)));
    }
    this.#engine.addFact('state', (params) => stateOf(home, params));
    this.#engine.addRule({ conditions: topLevel(conditions), event: { type: 'met' } });
  }

  async evaluate(scope: RunScope, timeZone: string): Promise<ConditionsResult> {
    const { time, day } = localTime(Date.parse(scope.now), timeZone);
    const { results, failureResults } = await this.#engine.run({
      time,
      day,
      person: scope.person?.id ?? null,
      trigger: (params: Record<string, unknown>) => read(scope.trigger, String(params['path'])),
    });
    const [result] = [...results, ...failureResults];
    const seen: SeenCondition[] = [];
    if (result) collect(result.conditions, seen);
    return { met: results.length > 0, seen };
  }
}

function topLevel(conditions: Readonly<Record<string, unknown>>): TopLevelCondition {
  // A single comparison is a tree of one leaf to a person; the engine wants a branch at the top.
  return ('fact' in conditions ? { all: [conditions] } : conditions) as unknown as TopLevelCondition;
}

function stateOf(home: HomeView, params: Record<string, unknown>): unknown {
  const device = home.find(String(params['device']));
  for (const endpoint of device?.endpoints.values() ?? []) {
    if (params['endpoint'] !== undefined && endpoint.id !== params['endpoint']) continue;
    const slot = endpoint.capabilities.get(String(params['capability']))?.slots.get(String(params['attribute']));
    if (slot) return slot.record.quality === 'bad' || slot.record.quality === 'unknown' ? undefined : slot.record.value;
  }
  return undefined;
}

interface Evaluated {
  all?: Evaluated[];
  any?: Evaluated[];
  not?: Evaluated;
  fact?: string;
  params?: Record<string, unknown>;
  operator?: string;
  value?: unknown;
  factResult?: unknown;
  result?: boolean;
}

function collect(condition: TopLevelCondition | ConditionProperties | Evaluated, into: SeenCondition[]): void {
  const { all, any, not, fact, params, operator, value, factResult, result } = condition as Evaluated;
  for (const child of [...(all ?? []), ...(any ?? []), ...(not ? [not] : [])]) collect(child, into);
  if (fact === undefined || operator === undefined || result === undefined) return;
  into.push({ fact, ...(params && { params }), operator, wanted: value, seen: factResult ?? null, met: result });
}

/** Walks a condition tree that came from outside without recursion; every leaf is handed to `checkLeaf` with its JSON pointer. */
export function checkConditions(
  conditions: Readonly<Record<string, unknown>>,
  path: string,
  checkLeaf: (leaf: Record<string, unknown>, path: string) => Finding[],
): Finding[] {
  const findings: Finding[] = [];
  const waiting: { node: unknown; path: string; depth: number }[] = [{ node: conditions, path, depth: 0 }];
  let leaves = 0;
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { node, path: at, depth } = next;
    if (depth > deepest) return [{ path: at, message: `conditions may be ${deepest} levels deep` }];
    if (typeof node !== 'object' || node === null || Array.isArray(node)) {
      findings.push({ path: at, message: 'must be a condition: {"all": […]}, {"any": […]}, {"not": …} or {"fact": …}' });
      continue;
    }
    const keys = Object.keys(node);
    const branch = node as { all?: unknown; any?: unknown; not?: unknown };
    if ('fact' in node) {
      if (++leaves > mostLeaves) return [{ path: at, message: `a rule may have ${mostLeaves} conditions` }];
      findings.push(...checkShape(node, at), ...checkLeaf(node, at));
    } else if (keys.length === 1 && 'not' in node) waiting.push({ node: branch.not, path: `${at}/not`, depth: depth + 1 });
    else if (keys.length === 1 && Array.isArray(branch.all ?? branch.any)) {
      const children = (branch.all ?? branch.any) as unknown[];
      for (const [index, child] of children.entries()) waiting.push({ node: child, path: `${at}/${keys[0]}/${index}`, depth: depth + 1 });
    } else findings.push({ path: at, message: 'must be one of {"all": […]}, {"any": […]}, {"not": …} or {"fact": …}' });
  }
  return findings;
}

function checkShape(leaf: Record<string, unknown>, path: string): Finding[] {
  const findings: Finding[] = [];
  const known = new Set(['fact', 'params', 'operator', 'value']);
  for (const key of Object.keys(leaf))
    if (!known.has(key)) findings.push({ path: `${path}/${key}`, message: 'is not part of a condition' });
  if (!Object.hasOwn(operators, String(leaf['operator'])))
    findings.push({ path: `${path}/operator`, message: `must be one of ${Object.keys(operators).join(', ')}` });
  if (!('value' in leaf)) findings.push({ path: `${path}/value`, message: 'is missing' });
  const fact = Object.hasOwn(facts, String(leaf['fact'])) ? facts[leaf['fact'] as keyof typeof facts] : undefined;
  if (!fact) return [...findings, { path: `${path}/fact`, message: `must be one of ${Object.keys(facts).join(', ')}` }];
  const params = (leaf['params'] ?? {}) as Record<string, unknown>;
  for (const name of fact.required)
    if (typeof params[name] !== 'string') findings.push({ path: `${path}/params/${name}`, message: 'is missing' });
  for (const name of Object.keys(params)) {
    if (![...fact.required, ...fact.optional].includes(name as never))
      findings.push({ path: `${path}/params/${name}`, message: `the fact "${String(leaf['fact'])}" has no such parameter` });
  }
  return findings;
}
