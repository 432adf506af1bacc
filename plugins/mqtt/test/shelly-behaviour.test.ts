import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ShellyBench } from './shelly-bench.ts';

const allTimesMs = 10_000;

describe('what Shelly products say', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  it.each([
    ['a status that says another number', 'lamp/status/switch:0', { id: 1, output: true }],
    ['a status without a number', 'lamp/status/switch:0', { output: true }],
    ['a status that is no JSON', 'lamp/status/switch:0', 'on'],
    ['a status of the network only', 'lamp/status/wifi', { ssid: 'Home', rssi: -40 }],
    ['a status below a word that no component has', 'printer/status/Switch One', { id: 1 }],
    ['an event without a source', 'lamp/events/rpc', { method: 'NotifyStatus', params: { 'switch:0': { id: 0, output: true } } }],
    ['another method', 'lamp/events/rpc', { src: 'x', method: 'Switch.Set', params: {} }],
    ['whether somebody is online', 'printer/online', 'true'],
    ['an announcement without an address', 'shellies/announce', { id: 'shelly1-000000' }],
    ['an order to a product', 'shellies/lamp/relay/0/command', 'on'],
    ['a topic of nobody', 'shellies/lamp/foo', 'on'],
  ])('is not taken from other products: %s', async (_case, topic, payload) => {
    const bench = new ShellyBench({});
    bench.say(topic, payload);
    await vi.advanceTimersByTimeAsync(allTimesMs);
    expect([...bench.devices]).toEqual([]);
  });

  it('is heard under the key that the hub knows, though the product does not say its address now', async () => {
    const known = {
      key: 'shelly:aabbcc000001',
      name: 'Lamp',
      identifiers: [{ type: 'own', value: 'cellar/lamp' }],
      endpoints: [],
    } as const;
    const bench = new ShellyBench(undefined, [{ ...known, identifiers: [...known.identifiers], endpoints: [] }]);
    bench.say('cellar/lamp/status/switch:0', { id: 0, output: true });
    await vi.advanceTimersByTimeAsync(allTimesMs);
    expect([...bench.devices.keys()]).toEqual(['shelly:aabbcc000001']);
  });

  it('is heard under the name of its topics where the product never says its address', async () => {
    const bench = new ShellyBench();
    bench.say('cellar/lamp/status/switch:0', { id: 0, output: true });
    await vi.advanceTimersByTimeAsync(allTimesMs);
    expect([...bench.devices.keys()]).toEqual(['shelly:cellar/lamp']);
    expect(bench.twin).toMatchObject({ 'main/switch.on': true });
  });

  it('is no press of a button when products say their last one again on request', async () => {
    const bench = new ShellyBench();
    const press = (count: number) => bench.say('shellies/shellyix3-AABBCC000002/input_event/0', { event: 'S', event_cnt: count });
    bench.dialect.greet();
    press(7);
    await vi.advanceTimersByTimeAsync(allTimesMs);
    expect(bench.events).toEqual([]);
    press(8);
    press(8);
    expect(bench.events).toMatchObject([{ event: 'pressed', payload: { count: 1 } }]);
  });

  it('names what its owner named', async () => {
    const bench = new ShellyBench({
      'Shelly.GetConfig': { 'switch:1': { id: 1, name: 'Pump' } },
    });
    bench.say('shellyplus2pm-aabbcc100001/status/switch:1', { id: 1, output: true });
    await vi.advanceTimersByTimeAsync(allTimesMs);
    expect(bench.devices.get('shelly:aabbcc100001')?.endpoints).toContainEqual(expect.objectContaining({ id: 'switch-1', name: 'Pump' }));
  });

  it('asks all of them to announce themselves when the broker is there, and those of later generations how they are', async () => {
    const bench = new ShellyBench({});
    bench.say('shellyplus1-aabbcc100001/status/switch:0', { id: 0, output: true });
    await vi.advanceTimersByTimeAsync(allTimesMs);
    bench.sent.length = 0;
    bench.dialect.greet();
    await vi.advanceTimersByTimeAsync(allTimesMs);
    const asked = bench.sent.map(({ topic, payload }) =>
      topic.endsWith('/rpc') ? (JSON.parse(payload) as { method: string }).method : payload,
    );
    expect(asked).toEqual(['announce', 'update', 'Shelly.GetDeviceInfo', 'Shelly.GetConfig', 'Shelly.GetComponents', 'Shelly.GetStatus']);
  });

  it('is heard though thousands of others use the same words', async () => {
    const bench = new ShellyBench({});
    for (let at = 0; at < 6000; at++)
      bench.say(`car${at}/${at % 2 ? 'online' : 'status/wifi'}`, at % 2 ? 'true' : { ssid: 'Road', rssi: -40 });
    bench.say('shellyplus1-aabbcc100001/online', 'true');
    bench.say('shellyplus1-aabbcc100001/status/wifi', { ssid: 'Home', rssi: -40 });
    bench.say('shellyplus1-aabbcc100001/status/switch:0', { id: 0, output: true });
    await vi.advanceTimersByTimeAsync(allTimesMs);
    expect([...bench.devices.keys()]).toEqual(['shelly:aabbcc100001']);
    expect(bench.twin).toMatchObject({ 'main/switch.on': true, 'main/linkQuality.rssi': -40 });
    expect(bench.availability).toEqual(['online']);
    expect(bench.diagnostics).toEqual([]);
  });

  it.each(['+', '#', 'a/b', '', 'x\0', 'x'.repeat(101), 5])(
    'is no announcement where the name can be no level of a topic: %j',
    async (id) => {
      const bench = new ShellyBench({});
      bench.say('shellies/announce', { id, mac: 'x' });
      await vi.advanceTimersByTimeAsync(allTimesMs);
      expect(bench.sent).toEqual([]);
      expect(bench.diagnostics).toMatchObject([{ code: 'bad-device', place: 'shellies/announce' }]);
    },
  );

  it('asks nothing once it is stopped, though answers are awaited', async () => {
    const bench = new ShellyBench();
    bench.say('shellyplus1-aabbcc100001/status/switch:0', { id: 0, output: true });
    await vi.advanceTimersByTimeAsync(1);
    const { length } = bench.sent;
    const timers = vi.getTimerCount();
    bench.dialect.stop();
    expect(vi.getTimerCount()).toBe(timers - 1);
    await vi.advanceTimersByTimeAsync(allTimesMs);
    expect(bench.sent.slice(length)).toEqual([]);
  });

  it.each([
    ['shellies/shelly1pm-AABBCC000003/relay/0', 'perhaps'],
    ['shellies/shelly1pm-AABBCC000003/relay/0/power', 'much'],
    ['shellies/shelly1pm-AABBCC000003/relay/0/power', '1e999'],
    ['shellies/shelly1pm-AABBCC000003/input_event/0', 'S'],
    ['shellies/shelly1pm-AABBCC000003/sensor/humidity', '-5'],
    ['shellies/shelly1pm-AABBCC000003/sensor/battery', '300'],
    ['shellyplus1-aabbcc000003/status/switch:0', { id: 0, output: 'yes please' }],
    ['shellyplus1-aabbcc000003/status/switch:0', { id: 0, pf: 12 }],
  ])('is counted where it can be no value: %s %j', async (topic, payload) => {
    const bench = new ShellyBench({});
    bench.say(topic, payload);
    await vi.advanceTimersByTimeAsync(allTimesMs);
    expect(bench.diagnostics).toMatchObject([{ code: 'bad-value', device: 'shelly:aabbcc000003' }]);
    expect(bench.violations()).toEqual([]);
  });

  const words = [
    'switch:0',
    'cover:1',
    'light:0',
    'rgbcct:0',
    'em:0',
    'sys',
    'bthomesensor:200',
    'number:200',
    'thermostat:0',
    '__proto__',
    'constructor',
    'input:0',
  ];
  const names = fc.oneof(
    fc.constantFrom(
      'id',
      'output',
      'errors',
      'rgb',
      'ct',
      'brightness',
      'state',
      'current_pos',
      '__proto__',
      'constructor',
      'aenergy',
      'timer_started_at',
      'timer_duration',
      'available_updates',
      'value',
      'mac',
      'tC',
    ),
    fc.string({ maxLength: 12 }),
  );
  const values = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      fc.constant(null),
      fc.boolean(),
      fc.double(),
      fc.integer(),
      fc.string(),
      fc.array(tie('value'), { maxLength: 4 }),
      fc.dictionary(names, tie('value'), { maxKeys: 6 }),
    ),
  })).value;

  it('never harms, whatever a status holds', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.constantFrom(...words), fc.dictionary(names, values, { maxKeys: 8 })), { maxLength: 6 }),
        async (said) => {
          const bench = new ShellyBench({ 'Shelly.GetConfig': Object.fromEntries(said) });
          for (const [key, status] of said) {
            const id = Number(key.split(':')[1] ?? 0);
            bench.say(`shellyplus1-aabbcc000009/status/${key}`, { ...status, id });
            bench.say('shellyplus1-aabbcc000009/events/rpc', {
              src: 'shellyplus1-aabbcc000009',
              method: 'NotifyStatus',
              params: { [key]: status },
            });
            bench.say('shellyplus1-aabbcc000009/events/rpc', {
              src: 'x',
              method: 'NotifyEvent',
              params: { events: [{ ...status, component: key, event: 'e' }, status] },
            });
          }
          await vi.advanceTimersByTimeAsync(allTimesMs);
          expect(bench.diagnostics.filter(({ code }) => code === 'message-failed')).toEqual([]);
          expect(bench.violations()).toEqual([]);
        },
      ),
      { numRuns: 150 },
    );
  });

  const topics = [
    'relay/0',
    'relay/0/power',
    'roller/0',
    'roller/0/pos',
    'color/0/status',
    'light/0',
    'light/0/status',
    'input_event/0',
    'input/0',
    'sensor/gas',
    'sensor/lux',
    'sensor/error',
    'info',
    'status',
    'ext_temperatures',
    'ext_temperature_f/0',
    'temperature_f',
    'valve/0/state',
    'thermostat/0/x',
    'emeter/0/pf',
    'announce',
    'anything',
    'x/y',
  ];
  const payloads = fc.oneof(
    fc.string(),
    fc.constantFrom('on', 'off', '1', '999', '-1', 'NaN', '1e400', 'stop'),
    values.map((value) => JSON.stringify(value) ?? 'null'),
  );

  it('never harms, whatever a topic of the first generation says', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.constantFrom(...topics), payloads, fc.boolean()), { maxLength: 12 }), async (said) => {
        const bench = new ShellyBench();
        bench.say('shellies/shelly1-AABBCC00000A/relay/1', 'on');
        for (const [topic, payload, isRetained] of said) bench.say(`shellies/shelly1-AABBCC00000A/${topic}`, payload, isRetained);
        await vi.advanceTimersByTimeAsync(allTimesMs);
        expect(bench.diagnostics.filter(({ code }) => code === 'message-failed')).toEqual([]);
        expect(bench.violations()).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });
});
