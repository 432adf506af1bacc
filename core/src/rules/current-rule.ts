import type { Address } from '../home/index.ts';
import type { HomeView } from './ports.ts';
import type { StoredRule } from './rule-store.ts';

type Current = HomeView['current'];
type MapPlace = <Place extends object>(place: Place) => Place;
type Part = Pick<StoredRule, 'triggers' | 'conditions' | 'actions'>;

/**
 * A rule as it means the home now: devices that it names may have become part of others since it was saved. The rule on disk stays as its
 * owner wrote it, so that it is right again when they are parted.
 */
export function currentRule<Rule extends Part>(rule: Rule, current: Current): Rule {
  return mapPlaces(rule, (place) => moved(place, current));
}

/** The rule with each place that names a device (a trigger, an action, a condition's parameters) made another. */
export function mapPlaces<Rule extends Part>(rule: Rule, map: MapPlace): Rule {
  return {
    ...rule,
    triggers: rule.triggers.map((trigger) => map(trigger)),
    ...(rule.conditions && { conditions: mapConditions(rule.conditions, map) }),
    actions: rule.actions.map((action) => map(action)),
  };
}

/** A place in a rule (a trigger, an action, a condition's parameters) where its device is now. */
export function moved<Place extends object>(place: Place, current: Current): Place {
  const address = addressIn(place);
  if (!address) return place;
  const now = current(address);
  return now === address ? place : { ...place, device: now.device, ...(now.endpoint !== undefined && { endpoint: now.endpoint }) };
}

function addressIn(place: object): Address | undefined {
  const { device, endpoint, capability } = place as Record<string, unknown>;
  if (typeof device !== 'string' || typeof capability !== 'string') return undefined;
  return { device, endpoint: typeof endpoint === 'string' ? endpoint : undefined, capability };
}

// The tree was checked for its depth when the rule was saved.
function mapConditions(node: Readonly<Record<string, unknown>>, map: MapPlace): Record<string, unknown> {
  const inner = (child: unknown) => (isRecord(child) ? mapConditions(child, map) : child);
  return Object.fromEntries(
    Object.entries(node).map(([name, value]) => {
      if (Array.isArray(value) && (name === 'all' || name === 'any')) return [name, value.map(inner)];
      if (name === 'not') return [name, inner(value)];
      return [name, name === 'params' && isRecord(value) ? map(value) : value];
    }),
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Every device that a rule names. */
export function devicesOf({ triggers, conditions = {}, actions }: Part): ReadonlySet<string> {
  const named = new Set<string>();
  const current: Current = (address) => {
    named.add(address.device);
    return address;
  };
  currentRule({ triggers, conditions, actions }, current);
  return named;
}
