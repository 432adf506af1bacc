import { kindOf } from '@concord/sdk';
import { describe, expect, it } from 'vitest';
import { matterCoverage } from '../../tools/coverage.ts';

/** A relay and a light that can be dimmed can do the same; a bridge, a heat pump and a cooktop are what stands below them. */
const toldByType = new Set([
  ...['Aggregator', 'BridgedNode', 'RootNode', 'OtaRequestor', 'OtaProvider', 'JointFabricAdministrator', 'SecondaryNetworkInterface'],
  ...['PowerSource', 'SolarPower', 'BatteryStorage', 'HeatPump', 'MeterReferencePoint', 'ClosurePanel'],
  ...['Oven', 'Cooktop', 'CookSurface', 'MicrowaveOven', 'ExtractorHood', 'LaundryDryer', 'Thermostat', 'ContentApp'],
  ...['OnOffPlugInUnit', 'DimmablePlugInUnit', 'MountedOnOffControl', 'MountedDimmableLoadControl'],
  ...['NetworkInfrastructureManager', 'ThreadBorderRouter', 'VideoDoorbell', 'FloodlightCamera'],
]);

describe('the mapping of the installed Matter model', () => {
  const { rows, clusters, vocabulary, covered, total, isWhole } = matterCoverage();

  it('covers every device type', () => {
    expect(rows.filter((row) => !row.covered).map(({ deviceType, kind, missing }) => ({ deviceType, kind, missing }))).toEqual([]);
    expect(covered).toBe(total);
    expect(total).toBeGreaterThanOrEqual(91);
  });

  it('leaves no attribute, command or event without a meaning, a shape or a reason', () => {
    const missing = clusters.flatMap(({ cluster, items }) =>
      items.filter(({ outcome }) => outcome === 'missing').map(({ kind, name }) => `${cluster} ${kind} ${name}`),
    );
    expect(missing).toEqual([]);
  });

  it('has every command and every cluster that the capability map names, or a reason', () => {
    expect(vocabulary.rows.filter(({ missing }) => missing.length > 0)).toEqual([]);
    expect(vocabulary.stale).toEqual([]);
    expect(isWhole).toBe(true);
  });

  it('fills at least as much of the vocabulary as it did', () => {
    const sum = (of: (row: (typeof vocabulary.rows)[number]) => number) => vocabulary.rows.reduce((all, row) => all + of(row), 0);
    expect(sum(({ attributes }) => attributes.filled)).toBeGreaterThanOrEqual(300);
    expect(sum(({ commands }) => commands.filled)).toBeGreaterThanOrEqual(89);
  });

  it('keeps the kinds that the capabilities make, but for products that they do not tell apart', () => {
    const others = rows.filter(({ kind, capabilities }) => kindOf(capabilities) !== kind).map(({ deviceType }) => deviceType);
    expect(others.filter((name) => !toldByType.has(name))).toEqual([]);
  });

  it('gives a reason for everything internal', () => {
    const reasons = clusters.flatMap(({ outcome, what, items }) => [
      ...(outcome === 'internal' ? [what] : []),
      ...items.filter((one) => one.outcome === 'internal').map((one) => one.what),
    ]);
    expect(reasons.length).toBeGreaterThan(0);
    for (const reason of reasons) expect(reason).toMatch(/\w{3,}/);
  });
});
