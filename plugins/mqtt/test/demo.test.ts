import { expect, it } from 'vitest';
import { violations } from './model-check.ts';
import { brokerUrl, reported, startDemo, startPlugin, stopProcess } from './plugin-test.ts';

it('the lock program turns at the word on its standard input, obeys, and goes offline when it ends', async () => {
  const hub = await startPlugin();
  const ieee = '0x00158d00010a2b99';
  const key = `zigbee:${ieee}`;
  const program = await startDemo('lock', '--mqtt', brokerUrl(hub), '--id', ieee);
  expect(await reported(hub, key, 'lock.state')).toBe('locked');
  program.stdin?.write('unlock 1\n');
  expect(await hub.waitFor('event')).toMatchObject({ device: key, event: 'unlocked', payload: { user: '1', source: 'keypad' } });
  const since = hub.messages.length;
  await hub.command(key, 'main', 'lock', 'lock');
  expect(await reported(hub, key, 'lock.state', (state) => state === 'locked', since)).toBe('locked');
  expect(await stopProcess(program)).toBe(0);
  await hub.waitFor('availability', ({ device, state }) => device === key && state === 'offline');
  expect(violations(hub.messages)).toEqual([]);
  await hub.stop();
});

it('the plug program is an outlet with a meter that can be switched', async () => {
  const hub = await startPlugin();
  const program = await startDemo('plug', '--mqtt', brokerUrl(hub), '--id', 'washer');
  expect(await reported(hub, 'hass:washer', 'switch.on')).toBe(true);
  expect(await reported(hub, 'hass:washer', 'powerMeter.activePower')).toBeGreaterThan(400);
  expect(await reported(hub, 'hass:washer', 'energyMeter.imported')).toBeGreaterThan(12_000);
  const since = hub.messages.length;
  await hub.command('hass:washer', 'main', 'switch', 'toggle');
  expect(await reported(hub, 'hass:washer', 'switch.on', () => true, since)).toBe(false);
  expect(await reported(hub, 'hass:washer', 'powerMeter.activePower', (power) => power === 0, since)).toBe(0);
  expect(await stopProcess(program)).toBe(0);
  await hub.stop();
});
