import { capabilities, compile, kindOf as kindByCapabilities, isKind } from '@concord/sdk';
import { Matter, type ClusterModel } from '@matter/main/model';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { invocationsOf } from '../../tools/invocations.ts';
import { attributesOf, clusters, commandsOf, encode, eventsOf, probe, sampleOf } from '../../tools/probe.ts';
import { bindCluster } from './bind.ts';
import { occurrencesOf } from './cluster-mapping.ts';
import { kindOf } from './device-types.ts';
import { clusterMappings, internalClusters } from './index.ts';
import { publishable } from './publish.ts';

const byId = new Map(clusters.map((cluster) => [cluster.propertyName, cluster]));
const mapped = [...clusterMappings.values()].map((mapping) => [mapping.cluster, mapping] as const);
const deviceTypes = [...Matter.deviceTypes].filter(({ id }) => id !== undefined).map(({ name }) => name);
const cases = [...clusterMappings.keys()].flatMap((id) => {
  const model = byId.get(id);
  return model ? [[id, model] as const] : [];
});

const shape = fc.record({ seed: fc.nat(100), deviceType: fc.constantFrom(...deviceTypes) });

describe.each(mapped)('the table of %s', (id, { internal = {}, unused = {}, attributes, commands = [], events = [] }) => {
  const model = byId.get(id);

  it('speaks of a cluster of the model and of what that has', () => {
    expect(model).toBeDefined();
    if (!model) return;
    const names = [...model.attributes].map(({ propertyName }) => propertyName);
    expect(names).toEqual(expect.arrayContaining([...Object.keys(internal), ...attributes.flatMap(({ from }) => from)]));
    expect([...commandsOf(model), ...eventsOf(model)]).toEqual(expect.arrayContaining(Object.keys(unused)));
    expect(commandsOf(model)).toEqual(expect.arrayContaining(commands.flatMap(({ needs }) => needs ?? [])));
    expect(eventsOf(model)).toEqual(expect.arrayContaining(events.map(({ from }) => from)));
  });

  it('has each name once: mapped, or left out with a reason', () => {
    const read = new Set(attributes.flatMap(({ from }) => from));
    const heard = new Set(events.map(({ from }) => from));
    expect(Object.keys(internal).filter((name) => read.has(name))).toEqual([]);
    expect(Object.keys(unused).filter((name) => heard.has(name))).toEqual([]);
  });
});

describe.each(cases)('any device with %s', (id, model: ClusterModel) => {
  it('reports only what fits the capability', () => {
    fc.assert(
      fc.property(shape, ({ seed, deviceType }) => {
        const found = probe(model, seed, deviceType);
        for (const { capability, attribute, base, read } of bindCluster(found).attributes) {
          const value = read(found.view);
          if (value === undefined) continue;
          expect(publishable(base ?? capability, attribute, value), `${capability}.${attribute}`).not.toHaveProperty('refused');
        }
      }),
      { numRuns: 25 },
    );
  });

  it('tells events that fit the capability', () => {
    fc.assert(
      fc.property(shape, ({ seed, deviceType }) => {
        const { view } = probe(model, seed, deviceType);
        for (const mapping of clusterMappings.get(id)?.events ?? []) {
          const { from, capability } = mapping;
          const event = [...model.events].find(({ propertyName }) => propertyName === from);
          const sample = event ? (sampleOf(event, seed) as Record<string, unknown>) : {};
          for (const { event: name, payload = {}, values = {} } of occurrencesOf(mapping, sample, view, '2026-11-24T12:00:00.000Z')) {
            const schema = capabilities.get(capability)?.events[name]?.payload;
            expect(schema ? compile(schema).accepts(payload) : Object.keys(payload).length === 0, `${capability}.${name}`).toBe(true);
            for (const [attribute, value] of Object.entries(values)) {
              expect(publishable(capability, attribute, value)).not.toHaveProperty('refused');
            }
          }
        }
      }),
      { numRuns: 25 },
    );
  });

  it('is asked only for what the cluster knows, in a form that can be sent', () => {
    fc.assert(
      fc.property(shape, ({ seed, deviceType }) => {
        for (const { to, operation } of invocationsOf(model, seed, deviceType)) {
          if ('write' in operation) {
            for (const [name, value] of Object.entries(operation.write)) {
              const attribute = attributesOf(model).find(({ propertyName }) => propertyName === name);
              expect(attribute?.writable, `${to} writes ${name}`).toBe(true);
              if (attribute) expect(() => encode(attribute, value), `${to} writes ${name}`).not.toThrow();
            }
            continue;
          }
          const { invoke, fields } = operation;
          const command = [...model.commands].find(({ propertyName, isRequest }) => isRequest && propertyName === invoke);
          expect(command, `${to} invokes ${invoke}`).toBeDefined();
          const known = [...(command?.fields ?? [])];
          const names = known.map(({ propertyName }) => propertyName);
          expect(names, to).toEqual(expect.arrayContaining(Object.keys(fields ?? {})));
          const needed = known.filter(({ conformance }) => String(conformance) === 'M').map(({ propertyName }) => propertyName);
          expect(Object.keys(fields ?? {}), to).toEqual(expect.arrayContaining(needed));
          if (command && names.length > 0) expect(() => encode(command, fields), `${to} invokes ${invoke}`).not.toThrow();
        }
      }),
      { numRuns: 5 },
    );
  });
});

/** What samples of small numbers never are. */
const ends: Readonly<Record<string, Record<string, unknown>>> = {
  rvcOperationalState: { operationalState: 64 },
  webRtcTransportProvider: { currentSessions: [] },
  windowCovering: {
    operationalStatus: { global: 0 },
    currentPositionLiftPercent100ths: 10_000,
    currentPositionTiltPercent100ths: 10_000,
  },
};

/** What each attribute of ours is read as, over samples of every cluster that has it. */
function readings(): ReadonlyMap<string, ReadonlySet<unknown>> {
  const found = new Map<string, Set<unknown>>();
  const seeds = Array.from({ length: 12 }, (_unused, seed) => seed);
  for (const model of clusters) {
    const { attributes = [] } = clusterMappings.get(model.propertyName) ?? {};
    for (const deviceType of ['RootNode', 'Intercom', 'IrrigationSystem']) {
      const samples = seeds.map((seed) => probe(model, seed, deviceType).view);
      for (const view of samples.flatMap((one) => [one, { ...one, state: { ...one.state, ...ends[model.propertyName] } }])) {
        for (const { to, read, when } of attributes) {
          if (when?.(view) ?? true) found.set(to, (found.get(to) ?? new Set()).add(read(view)));
        }
      }
    }
  }
  return found;
}

const expecting = [...clusterMappings.values()].flatMap(({ commands = [] }) =>
  commands.flatMap(({ to }) => {
    const [capability = '', command = ''] = to.split('.');
    const expects: Readonly<Record<string, unknown>> = capabilities.get(capability)?.commands[command]?.expects ?? {};
    return Object.entries(expects).map(([attribute, value]) => [to, `${capability}.${attribute}`, value] as const);
  }),
);

describe('a command', () => {
  const read = readings();

  it.each(expecting)('%s expects of %s what can be read there: %o', (_command, attribute, value) => {
    expect([...(read.get(attribute) ?? [])]).toContainEqual(value);
  });
});

describe('a device type', () => {
  it.each(deviceTypes)('%s is of a kind that the home knows', (name) => {
    expect(kindOf([name])).not.toBe('unknown');
    expect(isKind(kindOf([name]))).toBe(true);
  });

  it('that the model does not know is of no kind', () => {
    expect(kindOf(['0xfff1'])).toBe('unknown');
  });

  it('keeps its kind whatever it can do', () => {
    expect(kindByCapabilities(capabilities.keys(), kindOf(['RoboticVacuumCleaner']))).toBe('vacuum');
  });
});

it('a cluster is mapped or internal, and never both', () => {
  expect([...internalClusters.keys()].filter((id) => clusterMappings.has(id))).toEqual([]);
  expect([...internalClusters.keys()].filter((id) => !byId.has(id))).toEqual([]);
  expect(clusters.map(({ propertyName }) => propertyName).filter((id) => !clusterMappings.has(id) && !internalClusters.has(id))).toEqual(
    [],
  );
});
