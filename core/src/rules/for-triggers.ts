import { isDeepStrictEqual } from 'node:util';
import type { AttributeChange, Move, Slot } from '../home/index.ts';
import type { ActiveRule } from './active-rule.ts';
import { durationMs, spoken } from './duration.ts';
import { triggerFacts } from './firing.ts';
import { ForTimers } from './for-timers.ts';
import { startPatienceMs, type RulePorts } from './ports.ts';
import type { StateTrigger } from './resources.ts';
import type { RuleStore, StoredTimer } from './rule-store.ts';
import { placesOf } from './targets.ts';
import { crosses, holds, isBounded, leaves } from './state-match.ts';
import { describeChange } from './trace.ts';

/** The rules that a `for` belongs to. */
export interface ForRules {
  find(rule: string): ActiveRule | undefined;
  fire(rule: ActiveRule, facts: Record<string, unknown>, summary: string): void;
}

/** State triggers with a `for`: they fire when the state has held that long. */
export class ForTriggers {
  readonly #ports: RulePorts;
  readonly #rules: ForRules;
  readonly #timers: ForTimers;
  /** Until then a value from before the hub's start may soon be another. */
  #patientUntil = 0;

  constructor(ports: RulePorts, store: RuleStore, rules: ForRules) {
    this.#ports = ports;
    this.#rules = rules;
    this.#timers = new ForTimers(ports.clock, store, (timer) => this.#isDue(timer), ports.onError);
  }

  /** Goes on with what was running when the hub ended. */
  start(): void {
    this.#patientUntil = this.#ports.clock.now() + startPatienceMs;
    this.#timers.restore();
  }

  stop(): void {
    this.#timers.stop();
  }

  /** The rule is another, or gone: its durations end with what it was. */
  remove(rule: string): void {
    this.#timers.endRule(rule);
  }

  /** Devices were linked or parted, some attributes `moved`: what runs goes on where the state is now. */
  move(active: ActiveRule, moved: readonly Move[]): void {
    for (const timer of this.#timers.ofRule(active.rule.id)) {
      const now = this.#placeNow(active, timer, moved);
      if (now && now.device === timer.device && now.endpoint === timer.endpoint) continue;
      this.#timers.end(timer);
      if (now) this.#timers.start({ ...timer, ...now });
    }
  }

  #placeNow(active: ActiveRule, timer: StoredTimer, moved: readonly Move[]): Pick<StoredTimer, 'device' | 'endpoint'> | undefined {
    const trigger = triggerOf(active, timer);
    if (!trigger) return undefined;
    const { capability, attribute } = trigger;
    const here = this.#ports.home.current({ device: timer.device, endpoint: timer.endpoint, capability });
    const at = { device: here.device, endpoint: here.endpoint ?? timer.endpoint };
    const move = moved.find(
      ({ from }) =>
        from.device === at.device && from.endpoint === at.endpoint && from.capability === capability && from.attribute === attribute,
    );
    const place = move ? { device: move.to.device, endpoint: move.to.endpoint } : at;
    const isMeant = placesOf(trigger, this.#ports.home).some(
      ({ device, endpoint }) => device.id === place.device && endpoint.id === place.endpoint,
    );
    return isMeant ? place : undefined;
  }

  /** `duration` is the trigger's `for`. */
  onChange(rule: ActiveRule, index: number, trigger: StateTrigger, duration: string, change: AttributeChange): void {
    const now = this.#ports.clock.now();
    const key = { rule: rule.rule.id, trigger: index, device: change.device, endpoint: change.endpoint };
    if (crosses(trigger, change)) {
      const summary = describeChange(change, this.#ports.home.find(change.device));
      this.#timers.start({ ...key, dueAt: now + durationMs(duration), scope: { ...triggerFacts(change), summary } });
      return;
    }
    if (leaves(trigger, change)) return this.#timers.end(key);
    const running = this.#timers.find(key);
    if (running && running.dueAt <= now && !isOld(change)) this.#decide(running);
  }

  #isDue(timer: StoredTimer): void {
    const slot = this.#slotOf(timer);
    if (slot && isOld(slot) && this.#ports.clock.now() < this.#patientUntil) this.#timers.postpone(timer, this.#patientUntil);
    else this.#decide(timer);
  }

  #decide(timer: StoredTimer): void {
    this.#timers.end(timer);
    const rule = this.#rules.find(timer.rule);
    const trigger = triggerOf(rule, timer);
    const slot = this.#slotOf(timer);
    if (!rule || !trigger || !slot || slot.record.quality === 'bad' || !stillHolds(trigger, timer, slot)) return;
    const { summary, ...facts } = timer.scope;
    const held = `${String(summary)}, for ${spoken(trigger.for ?? 'PT0S')}`;
    this.#rules.fire(rule, facts, isOld(slot) ? `${held}, by its last known value: it has not been heard since` : held);
  }

  #slotOf(timer: StoredTimer): Slot | undefined {
    const trigger = triggerOf(this.#rules.find(timer.rule), timer);
    const endpoint = this.#ports.home.find(timer.device)?.endpoints.get(timer.endpoint);
    return trigger && endpoint?.capabilities.get(trigger.capability)?.slots.get(trigger.attribute);
  }
}

function triggerOf(rule: ActiveRule | undefined, { trigger: index }: StoredTimer): StateTrigger | undefined {
  const trigger = rule?.rule.triggers[index];
  return trigger?.type === 'state' ? trigger : undefined;
}

// A value that was only restored, or whose device is gone meanwhile.
function isOld({ record: { quality } }: Pick<Slot, 'record'> | Pick<AttributeChange, 'record'>): boolean {
  return quality === 'stale' || quality === 'unknown';
}

function stillHolds(trigger: StateTrigger, { scope }: StoredTimer, { record: { value } }: Slot): boolean {
  return isBounded(trigger) ? holds(trigger, value) : isDeepStrictEqual(value, scope['value']);
}
