import { newId } from '../ids.ts';
import type { Firing } from './firing.ts';
import type { Run, TraceStep } from './resources.ts';
import type { StoredRule } from './rule-store.ts';

/** A run that begins, with the first line of its trace: what triggered it. */
export function newRun({ id, name }: StoredRule, { scope, summary }: Firing): Run {
  const { trigger, person, now } = scope;
  const first: TraceStep = {
    at: now,
    step: 'trigger',
    outcome: 'met',
    summary: person ? `${summary}, by ${person.name}` : summary,
    detail: { ...trigger },
  };
  return {
    id: newId(),
    rule: id,
    ruleName: name,
    state: 'running',
    startedAt: now,
    trigger,
    ...(person && { person: { id: person.id, name: person.name } }),
    trace: [first],
  };
}

/** A trigger that was not let through is a run that did nothing, so that its owner can see it. `at`: RFC 3339. */
export function refusedRun(rule: StoredRule, firing: Firing, reason: string, at: string): Run {
  const run = newRun(rule, firing);
  return { ...run, state: 'stopped', finishedAt: at, trace: [...run.trace, { at, step: 'stopped', outcome: 'done', summary: reason }] };
}
