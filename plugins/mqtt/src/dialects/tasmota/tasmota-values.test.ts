import { capabilities, compile, type Validator } from '@concord/sdk';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Part } from '../../devices/part.ts';
import { place } from '../../devices/placement.ts';
import { Reporter } from '../../devices/reporter.ts';
import { Message } from '../../topics/message.ts';
import { derivedDescription, readDiscovery } from './description.ts';
import { DeviceTools } from './device-tools.ts';
import { meaningOf } from './meanings.ts';
import { LearntValues } from './learnt-values.ts';
import { readSaid } from './said.ts';
import { staticParts } from './static-parts.ts';
import { ofSensor, sensors } from './table/sensors.ts';
import { status } from './table/status.ts';
import { zigbee } from './table/zigbee.ts';
import { TopicPattern, topicsOf } from './topics.ts';

const topics = { cmnd: 'cmnd/x/', stat: 'stat/x/', tele: 'tele/x/' };
const tools = new DeviceTools(topics, () => 'tasmota:x', { diagnose: () => undefined });
const validators = new Map<object, Validator<unknown>>();

function message(payload: string): Message {
  return new Message('tele/x/SENSOR', Buffer.from(payload), false);
}

/** What the parts of a product report of a message that they were made for; every value is checked against its capability. */
function reports(parts: readonly Part[], said: Message): Map<string, unknown> {
  place('tasmota:x', parts);
  const values = new Map<string, unknown>();
  const reporter = new Reporter({
    report: ({ endpoint, capability, values: reported }) => {
      const base =
        parts.flatMap(({ fragments }) => fragments).find(({ slot }) => slot?.endpoint === endpoint && slot.capability === capability)
          ?.base ?? capability;
      for (const [name, value] of Object.entries(reported)) {
        const schema = capabilities.get(base)?.attributes[name]?.schema;
        if (!schema) throw new Error(`${capability} has no ${name}`);
        let validator = validators.get(schema);
        if (!validator) validators.set(schema, (validator = compile(schema)));
        if (value !== null && !validator.accepts(value)) throw new Error(`${capability}.${name} does not take ${JSON.stringify(value)}`);
        values.set(`${endpoint}/${capability}.${name}`, value);
      }
    },
    emit: () => undefined,
    diagnose: () => undefined,
  });
  for (const { listeners } of parts) for (const listener of listeners) listener.read(said, reporter);
  reporter.flush();
  return values;
}

const name = fc.oneof(
  fc.constantFrom(...Object.keys(sensors), ...Object.keys(status), ...Object.keys(zigbee), ...Object.keys(ofSensor)),
  fc.constantFrom(
    'POWER',
    'POWER1',
    'POWER2',
    'Dimmer',
    'Color',
    'HSBColor',
    'CT',
    'White',
    'Scheme',
    'FanSpeed',
    'Shutter1',
    'Switch1',
    'Button1',
  ),
  fc.constantFrom(
    'ENERGY',
    'Wifi',
    'ZbReceived',
    'StatusSNS',
    'StatusSTS',
    'Info1',
    '__proto__',
    'constructor',
    'Position',
    'Action',
    'TempUnit',
  ),
  fc.string({ maxLength: 20 }),
);
const { members } = fc.letrec<{ members: Record<string, unknown>; value: unknown }>((tie) => ({
  members: fc.dictionary(name, tie('value'), { maxKeys: 8 }),
  value: fc.oneof(
    { depthSize: 'small' },
    fc.double(),
    fc.integer(),
    fc.constantFrom('ON', 'OFF', 'HOLD', '120,50,50', 'FF8800', '1e999', '', null, true),
    fc.string({ maxLength: 10 }),
    fc.array(fc.double(), { maxLength: 4 }),
    tie('members'),
  ),
}));

describe('what a Tasmota says', () => {
  it('never makes a value that its capability refuses', () => {
    fc.assert(
      fc.property(members, fc.constantFrom('SENSOR', 'STATE', 'RESULT', 'STATUS10', 'ENERGY', 'BUTTON1'), (object, at) => {
        const said = readSaid(at, message(JSON.stringify(object)));
        if (!said) return;
        const description = derivedDescription(new Set(Object.keys(said.members)));
        const fixed = staticParts({ description, tools, dialect: 'tasmota-messages' });
        const reads = new Set(fixed.flatMap((one) => one.reads));
        const values = new LearntValues();
        const hearing = { words: description.words, isSpokenFor: (key: string) => reads.has(key), isNews: true };
        const { groups } = values.note(said, hearing);
        const learnt = values.parts(groups, { tools, dialect: 'tasmota-messages', words: description.words });
        reports([...fixed.map(({ part }) => part), ...learnt], said);
        expect(values.note(said, hearing).groups.size).toBe(0);
      }),
      { numRuns: 500 },
    );
  });

  it('keeps apart what differs only in letters that an id can not have', () => {
    const long = 'x'.repeat(100);
    const said = readSaid(
      'SENSOR',
      message(JSON.stringify({ G: { 'a b': 1, a_b: 'text', 'a?b': [1], [`${long}1`]: 1, [`${long}2`]: 2 } })),
    );
    const values = new LearntValues();
    const groups = said ? values.note(said, { words: [], isSpokenFor: () => false, isNews: true }).groups : new Set<string>();
    const parts = values.parts(groups, { tools, dialect: 'tasmota', words: ['OFF', 'ON'] });
    expect(said && reports(parts, said).size).toBe(5);
  });

  it.each([
    ['RESULT', { MqttUser: 'hunter2' }],
    ['RESULT', { Rule1: { State: 'ON', Rules: 'on x do WebSend [192.0.2.1] hunter2 endon' } }],
    ['RESULT', { Rule3: 'ON', Rules: 'hunter2' }],
    ['RESULT', { Script: 'hunter2' }],
    ['STATUS6', { StatusMQT: { MqttHost: 'broker', MqttUser: 'hunter2' } }],
    ['MQTTUSER', 'hunter2'],
    ['RULE1', 'hunter2'],
  ])('keeps what is secret to itself: %s %j', (at, payload) => {
    const said = readSaid(at, message(typeof payload === 'string' ? payload : JSON.stringify(payload)));
    expect(JSON.stringify(said?.members ?? {})).not.toContain('hunter2');
  });

  it('may be any bytes', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), fc.string(), (payload, at) => void readSaid(at, message(payload))));
  });

  it('is bounded, whatever it says', () => {
    const values = new LearntValues();
    const many = Object.fromEntries(Array.from({ length: 5000 }, (_, at) => [`Name${at}`, at]));
    const said = readSaid('SENSOR', message(JSON.stringify({ Many: many, ...many })));
    const start = performance.now();
    for (const one of [said, said, said]) if (one) values.note(one, { words: [], isSpokenFor: () => false, isNews: true });
    expect(values.groups.size).toBeLessThanOrEqual(500);
    expect(performance.now() - start).toBeLessThan(500);
  });
});

describe('a description', () => {
  it('may be any JSON', () => {
    const key = fc.constantFrom(
      'mac',
      't',
      'ft',
      'tp',
      'rl',
      'swc',
      'swn',
      'btn',
      'so',
      'sho',
      'sht',
      'state',
      'lt_st',
      'lk',
      'if',
      'fn',
      'dn',
      'ver',
    );
    const usable = fc.constant({ mac: '5CCF7F49A3BC', t: 'x', ft: '%prefix%/%topic%/', tp: ['cmnd', 'stat', 'tele'] });
    const list = fc.array(fc.oneof(fc.integer({ min: -5, max: 40 }), fc.string(), fc.constant(null), fc.array(fc.double())), {
      maxLength: 40,
    });
    fc.assert(
      fc.property(fc.dictionary(key, fc.oneof(list, fc.jsonValue())), usable, (some, rest) => {
        const read = readDiscovery('5CCF7F49A3BC', { ...some, ...rest });
        if (typeof read === 'string') return;
        const parts = staticParts({ description: read.description, tools, dialect: 'tasmota' }).map(({ part }) => part);
        place('tasmota:x', parts);
      }),
    );
  });

  it.each([
    ['%prefix%/%topic%/', 'tele/lamp/'],
    ['home/%topic%/%prefix%', 'home/lamp/tele/'],
    ['%prefix%/%hostname%/%id%/', 'tele/host/49A3BC/'],
    ['%topic%/', 'lamp/'],
    ['+/%topic%/', undefined],
    ['/', undefined],
    ['', undefined],
  ])('with the full topic %j speaks at %j', (fullTopic, tele) => {
    const names = { topic: 'lamp', hostname: 'host', mac: '5CCF7F49A3BC', prefixes: ['cmnd', 'stat', 'tele'] };
    expect(topicsOf(fullTopic, names)?.tele).toBe(tele);
  });

  it.each([
    ['%prefix%/%topic%/', 'tele/lamp/STATE', 'lamp', 'STATE'],
    ['%prefix%/%topic%/', 'cmnd/lamp/POWER', undefined, undefined],
    ['%topic%/%prefix%/', 'lamp/stat/RESULT', 'lamp', 'RESULT'],
    ['home/%topic%/%prefix%/', 'home/lamp/tele/1/SENSOR', 'lamp', '1/SENSOR'],
  ])('%s: %s is said by %s', (pattern, topic, product, rest) => {
    const match = new TopicPattern(pattern).match(topic);
    expect([match?.name, match?.rest]).toEqual([product, rest]);
  });
});

describe('the tables', () => {
  it('name only what the model has', () => {
    const all = [sensors, status, zigbee, ...Object.values(ofSensor)].flatMap((table) => Object.values(table));
    const unknown = all
      .flatMap(({ to = [] }) => to.map(({ target }) => target))
      .filter((target) => {
        const [capability = '', attribute = ''] = target.split('.');
        return !capabilities.get(capability)?.attributes[attribute];
      });
    expect(unknown).toEqual([]);
  });

  it.each([
    [['ENERGY', 'Power', '1'], true, 'powerMeter.activePower'],
    [['ZbReceived', '0x1', 'Power'], true, 'switch.on'],
    [['Wifi', 'RSSI'], false, 'linkQuality.quality'],
    [['ANALOG', 'Temperature2'], true, 'temperatureSensor.temperature'],
    [['ESP32', 'Temperature'], true, 'diagnostics.internalTemperature'],
    [['Temperature'], false, undefined],
    [['constructor'], true, undefined],
  ])('%j is what it is', (path, isSensor, target) => {
    expect(meaningOf({ path, isSensor, type: 'number' }).to?.[0]?.target).toBe(target);
  });
});
