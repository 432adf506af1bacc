import { isObject, memberAt, parseObject, textOf, type JsonObject } from '../untrusted/json.ts';
import { PeerError } from '../untrusted/peer-error.ts';

/** Bits of WLED's light capabilities (`lc`, `seglc`). */
export const lampBits = { rgb: 1, white: 2, cct: 4 } as const;

/** A light that a WLED drives: all of it, or one part of its strip. */
export interface Segment {
  readonly id: number;
  readonly name?: string;
  /** Which lamps it has, as `lampBits`. */
  readonly lamps: number;
  readonly status: JsonObject;
}

/** What a WLED can do and is doing, read from `/json` and from its WebSocket. */
export interface WledState {
  readonly mac: string;
  readonly name: string;
  readonly version?: string;
  readonly brand: string;
  readonly product?: string;
  readonly state: JsonObject;
  readonly info: JsonObject;
  readonly segments: readonly Segment[];
}

export interface Preset {
  readonly id: string;
  readonly label: string;
}

const maxSegments = 64;
const maxNames = 1000;

/** Reads `{state, info}`. Throws `PeerError` where that is not a WLED. */
export function readState(message: JsonObject): WledState {
  const { state, info } = message;
  const mac = textOf(memberAt(info, 'mac'))?.toLowerCase();
  if (!isObject(state) || !isObject(info) || mac === undefined || !/^[0-9a-f]{12}$/.test(mac))
    throw new PeerError('answer-wrong-shape', 'no state, info and mac of a WLED');
  const version = textOf(info['ver'])?.slice(0, 100);
  const product = textOf(info['product'])?.slice(0, 100);
  return {
    mac,
    name: textOf(info['name'])?.slice(0, 255) ?? `WLED ${mac}`,
    ...(version !== undefined && { version }),
    brand: textOf(info['brand'])?.slice(0, 100) ?? 'WLED',
    ...(product !== undefined && { product }),
    state,
    info,
    segments: readSegments(state, info),
  };
}

/** Names of effects or palettes by their number; those that stand for nothing in this build are left out (WLED's documentation, "Reserved effect IDs"). */
export function readNames(list: unknown): ReadonlyMap<number, string> {
  const names = new Map<number, string>();
  if (!Array.isArray(list)) return names;
  for (const [number, text] of (list as unknown[]).slice(0, maxNames).entries()) {
    // Effects may carry hints for WLED's own page behind an `@`.
    const name = typeof text === 'string' ? (text.split('@')[0]?.trim().slice(0, 128) ?? '') : '';
    if (name !== '' && name !== 'RSVD' && name !== '-') names.set(number, name);
  }
  return names;
}

/** Reads `/presets.json`: what the owner saved, by number. */
export function readPresets(text: string): Preset[] {
  return Object.entries(parseObject(text)).flatMap(([id, preset]) => {
    if (!/^[1-9]\d{0,2}$/.test(id) || !isObject(preset) || Object.keys(preset).length === 0) return [];
    return [{ id, label: (textOf(preset['n']) ?? `Preset ${id}`).slice(0, 255) }];
  });
}

function readSegments(state: JsonObject, info: JsonObject): Segment[] {
  const listed: unknown[] = Array.isArray(state['seg']) ? state['seg'] : [];
  const eachLamps = memberAt(info, 'leds.seglc');
  const allLamps = memberAt(info, 'leds.lc');
  return listed.slice(0, maxSegments).flatMap((status, at) => {
    if (!isObject(status)) return [];
    const id = status['id'] ?? at;
    // A segment of no length is one that was deleted.
    if (typeof id !== 'number' || !Number.isInteger(id) || id < 0 || status['stop'] === 0) return [];
    const lamps: unknown = Array.isArray(eachLamps) ? eachLamps[at] : allLamps;
    const name = textOf(status['n'])?.slice(0, 255);
    return [{ id, lamps: typeof lamps === 'number' ? lamps : lampBits.rgb, status, ...(name !== undefined && { name }) }];
  });
}
