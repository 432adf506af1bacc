import type { DeviceDescriptor } from '@concord/sdk';
import { hardwareIds, keyOf, type HardwareId } from './identifiers.ts';

/** One reason for (or, where the score is negative, against) two descriptions being of the same product. */
export interface Evidence {
  readonly kind: 'radio' | 'serial' | 'matter' | 'hap' | 'nearRadio' | 'model' | 'firmware' | 'name' | 'bridge' | 'shared';
  readonly score: number;
  /** A sentence for the owner. */
  readonly detail: string;
}

/** What two descriptions have in common, and what follows. `same` links by itself, `perhaps` asks the owner. */
export interface Comparison {
  readonly verdict: 'same' | 'perhaps' | 'different';
  readonly score: number;
  readonly evidence: readonly Evidence[];
}

/** One side of a comparison. */
export interface Described {
  readonly descriptor: DeviceDescriptor;
  /** It carries other devices. */
  readonly isBridge: boolean;
}

const strong = 100;
const contradiction = -60;
/** From here on the owner is asked. */
const askFrom = 50;
// A chip with several radios numbers them one after the other (ESP32: Wi-Fi, access point, Bluetooth, Ethernet).
const mostApart = 4;

const told: Readonly<Record<HardwareId['type'], string>> = {
  radio: 'hardware address',
  serial: 'serial number',
  matter: 'Matter unique id',
  hap: 'HomeKit id',
};

/**
 * Weighs whether two plugins' descriptions are of one physical product (capability map, section 1.7). `isShared` knows identifiers that
 * several devices of one plugin carry, and that so tell nothing of any of them.
 */
export function compare(a: Described, b: Described, isShared: (key: string) => boolean): Comparison {
  const evidence = [
    ...hardwareEvidence(a.descriptor, b.descriptor, isShared),
    ...productEvidence(a.descriptor, b.descriptor),
    ...(a.isBridge === b.isBridge ? [] : [against('bridge', 'one of them carries other devices, and the other does not')]),
  ];
  const score = evidence.reduce((sum, { score: one }) => sum + one, 0);
  const isStrong = evidence.some(({ score: one }) => one >= strong);
  const isContradicted = evidence.some(({ score: one }) => one < 0);
  const verdict = isStrong && !isContradicted ? 'same' : isStrong || (score >= askFrom && !isContradicted) ? 'perhaps' : 'different';
  return { verdict, score, evidence };
}

function* hardwareEvidence(a: DeviceDescriptor, b: DeviceDescriptor, isShared: (key: string) => boolean): Iterable<Evidence> {
  const ofA = hardwareIds(a);
  const ofB = hardwareIds(b);
  for (const type of ['radio', 'serial', 'matter', 'hap'] as const) {
    const theirs = new Set(ofB.filter((id) => id.type === type).map(keyOf));
    const ours = ofA.filter((id) => id.type === type);
    const inCommon = ours.filter((id) => theirs.has(keyOf(id)));
    const common = inCommon.find((id) => !isShared(keyOf(id))) ?? inCommon[0];
    if (common && isShared(keyOf(common))) {
      yield against('shared', `both say the ${told[type]} ${common.value}, but so do other devices`);
    } else if (common) {
      yield { kind: type, score: strong, detail: `the same ${told[type]} ${common.value}` };
    } else if (ours.length > 0 && theirs.size > 0) {
      yield* unequal(type, ours, ofB);
    }
  }
}

function* unequal(type: HardwareId['type'], ours: readonly HardwareId[], theirs: readonly HardwareId[]): Iterable<Evidence> {
  if (type === 'radio') {
    const near = ours.find((id) => theirs.some((other) => other.type === 'radio' && areNear(id.value, other.value)));
    // A product may have several radios, and each plugin see another: that they differ says nothing.
    if (near) yield { kind: 'nearRadio', score: 40, detail: 'hardware addresses that follow one another, as those of one chip do' };
    return;
  }
  // Serial numbers of different makers can't be compared.
  const makers = (ids: readonly HardwareId[]) => new Set(ids.filter((id) => id.type === type).map(({ value }) => value.split('/')[0]));
  if (type !== 'serial' || [...makers(ours)].some((maker) => makers(theirs).has(maker))) {
    yield against(type, `different ${told[type]}s`);
  }
}

function* productEvidence(a: DeviceDescriptor, b: DeviceDescriptor): Iterable<Evidence> {
  const isSameModel = isSame(a.maker, b.maker) && isSame(a.model, b.model);
  if (isSameModel) {
    yield { kind: 'model', score: 25, detail: `the same model, ${a.maker} ${a.model}` };
    if (isSame(a.firmware, b.firmware)) yield { kind: 'firmware', score: 10, detail: `the same firmware, ${a.firmware}` };
  }
  const name = givenName(a);
  if (name !== undefined && name === givenName(b)) yield { kind: 'name', score: 25, detail: `the same name, ${a.name}` };
}

/** A name as it can be compared; undefined for one that only says the model or the maker, which is everybody's. */
export function givenName({ name, model, maker }: DeviceDescriptor): string | undefined {
  const word = plain(name);
  return word === '' || [model, maker].some((other) => other !== undefined && plain(other) === word) ? undefined : word;
}

function against(kind: Evidence['kind'], detail: string): Evidence {
  return { kind, score: contradiction, detail };
}

function areNear(a: string, b: string): boolean {
  if (a.length !== 12 || b.length !== 12 || a.slice(0, 6) !== b.slice(0, 6)) return false;
  return Math.abs(Number.parseInt(a.slice(6), 16) - Number.parseInt(b.slice(6), 16)) <= mostApart;
}

function isSame(a: string | undefined, b: string | undefined): boolean {
  return a !== undefined && b !== undefined && plain(a) !== '' && plain(a) === plain(b);
}

/** Letters and digits alone: one writes `Shelly Plug S`, the other `shelly-plug-s`. */
export function plain(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}
