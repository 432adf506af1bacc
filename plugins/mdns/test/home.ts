import { capabilities, check, compile } from '@concord/sdk';
import { FakeHub, testNetwork, type FakeHubOptions } from '@concord/sdk/testing';
import { expect } from 'vitest';

/** Runs the plugin on the test network, impatient enough for tests. */
export function startHub(options: Partial<FakeHubOptions> = {}): Promise<FakeHub> {
  return FakeHub.start({
    folder: new URL('..', import.meta.url).pathname,
    network: testNetwork(),
    config: { heartbeatSeconds: 1, answerSeconds: 1 },
    ...options,
  });
}

/** The value that the plugin reported last. */
export function lastValue(hub: FakeHub, endpoint: string, capability: string, attribute: string): unknown {
  const report = hub
    .all('report')
    .findLast((report) => report.endpoint === endpoint && report.capability === capability && attribute in report.values);
  return report?.values[attribute];
}

/** Waits until an attribute is reported with a value that fits. */
export async function reported(
  hub: FakeHub,
  place: readonly [endpoint: string, capability: string, attribute: string],
  fits: (value: unknown) => boolean,
  since = 0,
): Promise<unknown> {
  const [endpoint, capability, attribute] = place;
  const report = await hub.waitFor(
    'report',
    (report) =>
      report.endpoint === endpoint && report.capability === capability && attribute in report.values && fits(report.values[attribute]),
    { since },
  );
  return report.values[attribute];
}

/** Every capability, attribute and value that the plugin sent is one that the vocabulary knows. */
export function expectVocabulary(hub: FakeHub): void {
  const endpoints = new Map(
    hub
      .all('device')
      .flatMap(({ device }) => device.endpoints.map((endpoint) => [`${device.key}/${endpoint.id}`, endpoint.capabilities] as const)),
  );
  for (const described of endpoints.values()) {
    for (const [id, descriptor] of Object.entries(described)) {
      const definition = capabilities.get(descriptor.base ?? id);
      expect(definition, id).toBeDefined();
      for (const name of Object.keys(descriptor.attributes)) expect(definition?.attributes[name], `${id}.${name}`).toBeDefined();
      for (const name of descriptor.commands ?? []) expect(definition?.commands[name], `${id}.${name}()`).toBeDefined();
      for (const name of descriptor.events ?? []) expect(definition?.events[name], `${id} event ${name}`).toBeDefined();
    }
  }
  for (const { device, endpoint, capability, values } of hub.all('report')) {
    const descriptor = endpoints.get(`${device}/${endpoint}`)?.[capability];
    expect(descriptor, `${endpoint}/${capability}`).toBeDefined();
    for (const [name, value] of Object.entries(values)) {
      expect(descriptor?.attributes[name], `${capability}.${name}`).toBeDefined();
      const schema = capabilities.get(descriptor?.base ?? capability)?.attributes[name]?.schema;
      if (schema && value !== null) check(compile(schema), value, `${capability}.${name}`);
    }
  }
}
