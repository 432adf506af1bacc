import type { Expose } from './expose.ts';

/** An expose that is one of several alike: what it is called without its number or place, and which of them it is. */
export interface Relative {
  readonly expose: Expose;
  readonly endpoint: string;
  readonly tags: readonly string[];
}

/** Phases of meters that measure three at once: `power_phase_b`, `current_a`. */
const phases: Readonly<Record<string, string>> = { a: 'L1', b: 'L2', c: 'L3' };
const phased =
  /^(?<name>(?:total_)?power|power_apparent|power_reactive|power_factor|current|voltage|energy|produced_energy|energy_produced|reverse_energy)(?:_phase)?_(?<phase>[abcXYZ])$/;

const places = 'left|right|center|middle|top|bottom|up|down|front|back|internal|external|indoor|outdoor|both';
const numbered = 'l\\d+|\\d+|s\\d+|ch\\d+|channel_?\\d+|zone_?\\d+|switch_?\\d+|relay_?\\d+|key_?\\d+|out\\d+|plug_?\\d+|port_?\\d+';
const last = new RegExp(`^(?<name>.+?)_(?<place>${places}|${numbered})$`, 'i');
const first = new RegExp(`^(?<place>${places}|${numbered}|sw\\d+|input_\\d+|probe|valve_\\d+|pump_\\d+|area\\d+)_?(?<name>[a-z].*)$`, 'i');
const attached = /^(?<name>.*[a-z])(?<place>\d{1,2})$/i;

/** The expose without what tells it from its sisters; undefined where its name has nothing of the kind. */
export function relativeOf(expose: Expose): Relative | undefined {
  const { name, phase = '' } = phased.exec(expose.name)?.groups ?? {};
  const line = phases[phase.toLowerCase()] ?? phases[{ X: 'a', Y: 'b', Z: 'c' }[phase] ?? ''];
  if (name !== undefined && line !== undefined) return { expose: { ...expose, name }, endpoint: line, tags: [`phase=${line}`] };
  for (const pattern of [last, first, attached]) {
    const groups = pattern.exec(expose.name)?.groups;
    if (groups?.['name'] === undefined || groups['place'] === undefined) continue;
    const place = groups['place'].toLowerCase();
    return { expose: { ...expose, name: groups['name'] }, endpoint: place, tags: tagsOf(place) };
  }
  return undefined;
}

function tagsOf(place: string): string[] {
  if (/^(left|right|top|bottom|front|center)$/.test(place)) return [`position=${place}`];
  const index = /\d+$/.exec(place)?.[0];
  return index === undefined ? [] : [`index=${Number(index)}`];
}
