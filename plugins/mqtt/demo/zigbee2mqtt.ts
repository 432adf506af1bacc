/**
 * Plays a Zigbee2MQTT with a network of seven devices: `zigbee2mqtt.ts --mqtt URL`. They obey `/set`, and live: temperatures drift, people
 * pass the motion sensor and come home by the lock's keypad (user 1 is Ana, 2 is Ben).
 */
import { lockTopics, LockState } from './lock-messages.ts';
import { announceOnConnect, connectProgram, onJson, programOptions } from './program.ts';
import { coordinator, demoDevices, type DemoDevice } from './zigbee-home.ts';

const base = 'zigbee2mqtt';
const { mqtt: url } = programOptions();
const client = await connectProgram('zigbee2mqtt', { url, will: `${base}/bridge/state` });

function publish(device: DemoDevice, changes: Record<string, unknown> = {}, once: Record<string, unknown> = {}): void {
  Object.assign(device.state, changes);
  client.publish(`${base}/${device.name}`, JSON.stringify({ ...device.state, ...once }));
}

/** What a device does when it is told to. A blind takes its time. */
function obey(device: DemoDevice, wanted: Record<string, unknown>): void {
  const { state } = wanted;
  if ('position' in device.state) {
    const target = typeof wanted['position'] === 'number' ? wanted['position'] : state === 'OPEN' ? 100 : state === 'CLOSE' ? 0 : undefined;
    drive(device, target);
  } else if (state === 'LOCK' || state === 'UNLOCK') publish(device, { state, lock_state: state === 'LOCK' ? 'locked' : 'unlocked' });
  else {
    const { transition: _transition, color, ...rest } = wanted;
    const turnedOn = 'brightness' in wanted && state === undefined ? { state: 'ON' } : {};
    const mode = color ? { color_mode: 'xy' } : 'color_temp' in wanted ? { color_mode: 'color_temp' } : {};
    publish(device, { ...turnedOn, ...rest, ...(color ? { color } : {}), ...mode });
  }
}

const moving = new Map<DemoDevice, NodeJS.Timeout>();
function drive(device: DemoDevice, target: number | undefined): void {
  clearInterval(moving.get(device));
  if (target === undefined) return;
  const timer = setInterval(() => {
    const position = Number(device.state['position']);
    const next = position + Math.sign(target - position) * Math.min(10, Math.abs(target - position));
    publish(device, { position: next, state: next === 0 ? 'CLOSE' : 'OPEN' });
    if (next === target) clearInterval(timer);
  }, 300);
  moving.set(device, timer);
}

for (const device of demoDevices) await onJson(client, `${base}/${device.name}/set`, (wanted) => obey(device, wanted));
await onJson(client, `${base}/bridge/request/permit_join`, ({ time }) => {
  client.publish(`${base}/bridge/info`, JSON.stringify({ version: '2.14.1', permit_join: Number(time) > 0 }), { retain: true });
});
await announceOnConnect(client, async () => {
  client.publish(`${base}/bridge/devices`, JSON.stringify([coordinator, ...demoDevices.map(({ entry }) => entry)]), { retain: true });
  client.publish(`${base}/bridge/info`, JSON.stringify({ version: '2.14.1', permit_join: false }), { retain: true });
  for (const device of demoDevices) {
    client.publish(`${base}/${device.name}/availability`, '{"state":"online"}', { retain: true });
    publish(device);
  }
  await client.publishAsync(`${base}/bridge/state`, '{"state":"online"}', { retain: true });
});
console.log('announced');

const named = (part: string) => demoDevices.find(({ name }) => name.includes(part));
const [lock, climate, motion] = [named('lock'), named('climate'), named('motion')];
const lockState = new LockState();
const lockTopic = lockTopics({ ieee: '', name: lock?.name ?? '', base }).state;

setInterval(() => {
  if (!climate) return;
  const drift = (name: string, step: number) => Math.round((Number(climate.state[name]) + (Math.random() - 0.5) * step) * 100) / 100;
  publish(climate, { temperature: drift('temperature', 0.3), humidity: drift('humidity', 1) });
}, 5000);
setInterval(() => {
  if (!motion) return;
  publish(motion, { occupancy: true, illuminance: 80 + Math.round(Math.random() * 80) });
  setTimeout(() => publish(motion, { occupancy: false }), 8000);
}, 23_000);
setInterval(() => {
  const user = Math.random() < 0.5 ? 1 : 2;
  client.publish(lockTopic, lockState.turn('UNLOCK', user));
  setTimeout(() => client.publish(lockTopic, lockState.turn('LOCK', user)), 15_000);
}, 60_000);
