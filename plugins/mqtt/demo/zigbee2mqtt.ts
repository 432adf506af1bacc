/**
 * Plays a Zigbee2MQTT with a network of seven devices and a group: `zigbee2mqtt.ts --mqtt URL`. They obey `/set`, keep scenes, and take new
 * firmware; the bridge opens its network. And they live: temperatures drift, people pass the motion sensor and come home by the lock's keypad (user 1 is Ana, 2 is Ben).
 */
import { lockTopics, LockState } from './lock-messages.ts';
import { announceOnConnect, connectProgram, onJson, programOptions } from './program.ts';
import { DemoBridge, obeyScenes } from './zigbee-bridge.ts';
import { demoDevices, demoGroups, type DemoDevice } from './zigbee-home.ts';

const base = 'zigbee2mqtt';
const { mqtt: url } = programOptions();
const client = await connectProgram('zigbee2mqtt', { url, will: `${base}/bridge/state` });

function publish(device: DemoDevice, changes: Record<string, unknown> = {}, once: Record<string, unknown> = {}): void {
  Object.assign(device.state, changes);
  client.publish(`${base}/${device.name}`, JSON.stringify({ ...device.state, ...once }));
}

const bridge = new DemoBridge(client, base, publish);

/** What a device does when it is told to. A blind takes its time. */
function obey(device: DemoDevice, wanted: Record<string, unknown>): void {
  if (Object.keys(wanted).some((name) => name.startsWith('scene_'))) {
    if (obeyScenes(device, wanted)) bridge.lists();
    return;
  }
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
for (const group of demoGroups) {
  await onJson(client, `${base}/${group.name}/set`, (wanted) => {
    if (obeyScenes(group, wanted)) return bridge.lists();
    const { state, brightness } = wanted;
    Object.assign(group.state, { ...(state !== undefined && { state }), ...(brightness !== undefined && { brightness, state: 'ON' }) });
    client.publish(`${base}/${group.name}`, JSON.stringify(group.state));
    for (const device of demoDevices) if (group.members.includes(device.name)) obey(device, wanted);
  });
}
await bridge.start();
await announceOnConnect(client, async () => {
  bridge.announce();
  for (const group of demoGroups) {
    client.publish(`${base}/${group.name}/availability`, '{"state":"online"}', { retain: true });
    client.publish(`${base}/${group.name}`, JSON.stringify(group.state));
  }
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
