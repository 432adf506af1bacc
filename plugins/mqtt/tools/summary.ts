import type { DeviceLines } from './device-lines.ts';
import { coverDevice, type Feature } from './zigbee-coverage.ts';

/** The least share of features that must have a named meaning. */
export const targets = { named: 0.9 } as const;

/** What is told of a file as one line of JSON: shares of its features, which add up to 1. */
export interface CoverageLine {
  readonly devices: number;
  readonly features: number;
  readonly named: number;
  readonly typed: number;
  readonly dropped: number;
}

export interface Summary {
  readonly line: CoverageLine;
  readonly refused: DeviceLines['refused'];
  /** Devices that the plugin does not show, by reason. */
  readonly hidden: ReadonlyMap<string, number>;
  readonly features: readonly Feature[];
}

/** Maps every device of a file, and counts. */
export function summaryOf({ entries, refused }: DeviceLines): Summary {
  const hidden = new Map<string, number>();
  const features: Feature[] = [];
  let devices = 0;
  for (const entry of entries) {
    const device = coverDevice(entry);
    if (typeof device === 'string') {
      hidden.set(device, (hidden.get(device) ?? 0) + 1);
      continue;
    }
    devices++;
    for (const feature of device.features) features.push(feature);
  }
  const share = (outcome: Feature['outcome']) =>
    features.length === 0 ? 0 : features.filter((feature) => feature.outcome === outcome).length / features.length;
  const [named, typed, dropped] = [share('named'), share('typed'), share('dropped')];
  return { line: { devices, features: features.length, named, typed, dropped }, refused, hidden, features };
}
