import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { place } from '../src/devices/placement.ts';
import { Reporter } from '../src/devices/reporter.ts';
import { valueOf } from '../src/dialects/sparkplug/metrics/flat-metric.ts';
import { MetricMessage } from '../src/dialects/sparkplug/metrics/metric-message.ts';
import { metricParts } from '../src/dialects/sparkplug/metrics/metric-part.ts';
import { qualityOf } from '../src/dialects/sparkplug/metrics/properties.ts';
import { targets } from '../src/dialects/sparkplug/metrics/table.ts';
import { dataType, type DataType } from '../src/dialects/sparkplug/payload/data-type.ts';
import { DataSet, Template, type Metric, type Payload, type Property, type RawValue } from '../src/dialects/sparkplug/payload/payload.ts';
import { readBirth } from '../src/dialects/sparkplug/session/birth.ts';
import { parseTarget } from '../src/mapping/sensor-classes.ts';
import { violations } from './model-check.ts';

function metric(name: string | undefined, type: DataType, value: RawValue | undefined, more: Partial<Metric> = {}): Metric {
  return {
    name,
    alias: undefined,
    timestamp: 1_700_000_000_000,
    datatype: dataType[type],
    isHistorical: false,
    isNull: false,
    metadata: undefined,
    properties: new Map(),
    value,
    ...more,
  };
}

function properties(entries: Readonly<Record<string, string | number | boolean>>): ReadonlyMap<string, Property> {
  const typed = (value: string | number | boolean) =>
    typeof value === 'string' ? dataType.String : typeof value === 'number' ? dataType.Double : dataType.Boolean;
  return new Map(Object.entries(entries).map(([key, value]) => [key, { type: typed(value), isNull: false, value }]));
}

function template(metrics: readonly Metric[], isDefinition = false): Template {
  return Object.assign(new Template(), { metrics, isDefinition });
}

/** A birth with these metrics: what the device looks like, what is reported, and what the model forbids in it. */
function born(metrics: Metric[], writable: (name: string) => boolean = () => false) {
  const payload: Payload = { timestamp: undefined, seq: 0, uuid: undefined, body: undefined, metrics, unread: 0 };
  const refused: string[] = [];
  const bad: string[] = [];
  const birth = readBirth(payload, (name) => refused.push(name));
  const parts = metricParts(birth.metrics.values(), {
    tags: [],
    isWritable: ({ name, isReadOnly }) => !isReadOnly && writable(name),
    plan: (name, value) => ({ sendings: [{ topic: name, payload: JSON.stringify(value) }] }),
    bad: (name) => bad.push(name),
  });
  const { endpoints, mapping } = place('x', parts);
  const messages: Parameters<typeof violations>[0][number][] = [
    { type: 'device', device: { key: 'x', name: 'x', identifiers: [], endpoints } },
  ];
  const values = new Map<string, unknown>();
  const reporter = new Reporter({
    report: (report) => {
      messages.push({ type: 'report', ...report });
      for (const [name, value] of Object.entries(report.values)) values.set(`${report.endpoint}/${report.capability}.${name}`, value);
    },
    diagnose: () => undefined,
    emit: (event) => messages.push({ type: 'event', ...event }),
  });
  for (const one of birth.values) {
    const known = birth.metrics.get(one.name);
    if (!known) continue;
    const message = new MetricMessage(one.name, { value: valueOf(one, known.type), quality: qualityOf(one.properties) });
    for (const listener of parts.flatMap(({ listeners }) => listeners)) if (listener.topic === one.name) listener.read(message, reporter);
    reporter.flush();
  }
  return { endpoints, mapping, values, refused, bad, notes: birth.notes, wrongs: violations(messages) };
}

describe('the table of Sparkplug', () => {
  it.each([...new Set(targets())])('%s exists', (target) => expect(parseTarget(target)).toBeDefined());
});

describe('a metric', () => {
  it.each<[name: string, type: DataType, raw: RawValue, said: Readonly<Record<string, string | number>>, address: string, value: unknown]>([
    ['Bearing/DE/Temperature', 'Float', 61.5, { engUnit: 'degC' }, 'Bearing/DE/temperatureSensor.temperature', 61.5],
    ['Bearing/DE/VelRMS', 'Float', 2.5, { engUnit: 'mm/s' }, 'Bearing/DE/vibrationMonitor.velocityRms', 2.5],
    ['Temperature', 'Double', 68, { 'Engineering Units': 'degF' }, 'main/temperatureSensor.temperature', 20],
    ['Temperature', 'Double', 68, {}, 'main/sparkplug:Temperature.value', 68],
    ['Discharge/Flow', 'Float', 12, { engUnit: 'm3/h' }, 'Discharge/flowSensor.flow', 12],
    ['Motor/Speed', 'Int16', 1450, { engUnit: 'RPM' }, 'Motor/rotation.speed', 1450],
    ['Energy/Total', 'Double', 12.5, { engUnit: 'kWh' }, 'Energy/energyMeter.imported', 12_500],
    ['Voltage/L1', 'Float', 231, { engUnit: 'V' }, 'Voltage/L1/powerMeter.voltage', 231],
    ['Door/Open', 'Boolean', true, {}, 'Door/contactSensor.contact', 'open'],
    ['RunHours', 'UInt32', 10, { engUnit: 'h' }, 'main/usageMeter.runTime', 36_000],
    ['Starts', 'UInt32', 7, {}, 'main/usageMeter.starts', 7],
    ['Mode', 'String', 'auto', {}, 'main/sparkplug:Mode.value', 'auto'],
    ['Serial', 'UInt64', 2n ** 64n - 1n, {}, 'main/sparkplug:Serial.value', '18446744073709551615'],
    ['Curve', 'Int16Array', Buffer.from([1, 0, 2, 0]), {}, 'main/sparkplug:Curve.value', [1, 2]],
    ['Properties/OS', 'String', 'Linux', {}, 'main/sparkplug:Properties_OS.value', 'Linux'],
  ])('%s (%s) that says %s with %j is %s = %j', (name, type, raw, said, address, value) => {
    const { values, wrongs, bad } = born([metric(name, type, raw, { properties: properties(said) })]);
    expect([values.get(address), wrongs, bad]).toEqual([value, [], []]);
  });

  it.each([
    [0, 'bad'],
    [192, undefined],
    [500, 'stale'],
    [64, 'uncertain'],
    [216, undefined],
  ])('of the quality %d is %s', (code, quality) => {
    expect(qualityOf(new Map([['Quality', { type: dataType.Int32, isNull: false, value: code }]]))).toBe(quality);
  });

  it('can be written only where the owner says so, and the machine does not say otherwise', () => {
    const writableOf = (more: Partial<Metric>, writable: boolean) =>
      born([metric('Valve', 'Boolean', true, more)], () => writable).endpoints[0]?.capabilities['sparkplug:Valve']?.attributes['value']
        ?.writable;
    expect([writableOf({}, false), writableOf({}, true)]).toEqual([false, true]);
    expect(writableOf({ properties: properties({ readOnly: true }) }, true)).toBe(false);
    expect(writableOf({ properties: properties({ Writable: false }) }, true)).toBe(false);
  });

  it('that is a template is its members, and a definition is none', () => {
    const members = [
      metric('Speed', 'Float', 3, { properties: properties({ engUnit: 'rpm' }) }),
      metric('Inner', 'Template', template([metric('On', 'Boolean', true)])),
    ];
    const { values, mapping, notes, wrongs } = born([
      metric('Motor Type', 'Template', template(members, true)),
      metric('Motor 1', 'Template', template(members)),
    ]);
    expect(values.get('Motor_1/rotation.speed')).toBe(3);
    expect(values.get('Motor_1/Inner/sparkplug:On.value')).toBe(true);
    expect(mapping.map(({ item }) => item)).toEqual(['Motor 1/Inner/On', 'Motor 1/Speed']);
    expect([...notes.keys()]).toEqual(['Motor Type']);
    expect(wrongs).toEqual([]);
  });

  it('that is null is not known', () => {
    expect(born([metric('Mode', 'String', undefined, { isNull: true })]).values.get('main/sparkplug:Mode.value')).toBeNull();
  });
});

describe('whatever a birth says', () => {
  const name = fc.oneof(
    fc.constantFrom(
      'Temperature',
      'Door/Open',
      'Voltage/L1',
      'a/b/c',
      '/',
      '//x',
      '__proto__',
      'Starts',
      'Setpoint',
      'Energy/Total',
      'Node Control/Reboot',
    ),
    fc.string({ minLength: 1, maxLength: 20 }),
  );
  const type = fc.constantFrom(...(Object.keys(dataType) as DataType[]));
  const set = fc
    .tuple(fc.array(fc.string(), { maxLength: 4 }), fc.array(fc.nat(40), { maxLength: 4 }))
    .map(([columns, types]) => Object.assign(new DataSet(), { columns, types, rows: [[1, 'x', true, undefined]] }));
  const raw: fc.Arbitrary<RawValue | undefined> = fc.oneof(
    fc.nat(),
    fc.double(),
    fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
    fc.boolean(),
    fc.string(),
    fc.uint8Array({ maxLength: 40 }),
    set,
    fc.constant(undefined),
  );
  const said = fc.dictionary(
    fc.constantFrom('engUnit', 'engLow', 'engHigh', 'Quality', 'readOnly', 'x'),
    fc.oneof(fc.constantFrom('degC', 'kWh', '%', 'V', 'rpm', ''), fc.double(), fc.boolean(), fc.string()),
  );
  const leaf = fc
    .tuple(name, type, raw, said, fc.boolean())
    .map(([one, kind, value, more, isNull]) => metric(one, kind, value, { properties: properties(more), isNull }));
  const tree = fc.oneof(
    { weight: 4, arbitrary: leaf },
    fc.tuple(name, fc.array(leaf, { maxLength: 3 })).map(([one, members]) => metric(one, 'Template', template(members))),
  );

  it('is in the mapping report or refused by name, and nothing breaks the model', () => {
    fc.assert(
      fc.property(fc.array(tree, { maxLength: 12 }), (metrics) => {
        const { wrongs, mapping, values, endpoints } = born(metrics, () => true);
        expect(wrongs).toEqual([]);
        expect(mapping.filter(({ outcome }) => outcome === 'ignored')).toEqual([]);
        expect(values.size).toBeLessThanOrEqual(mapping.length);
        for (const { id } of endpoints) expect(id.length).toBeLessThanOrEqual(128);
      }),
      { numRuns: 500 },
    );
  });
});
