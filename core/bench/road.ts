import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');
const harness = process.env['CONCORD_BENCH'] ?? join(root, '../shared/bench');
const patience = { devices: '100', reps: process.env['CONCORD_BENCH_REPS'] ?? '3' };

/**
 * MQTT report → plugin → twin → rule → plugin → MQTT command against Mosquitto, beside a bare mqtt.js script and, where it is installed,
 * Node-RED, in the same run. Needs the load generator of the project's shared folder (`CONCORD_BENCH` names another place).
 */
export async function benchRoad(): Promise<void> {
  if (!existsSync(join(harness, 'bench-e2e.mjs'))) {
    console.log(`The load generator is not at ${harness}: name its folder in CONCORD_BENCH.`);
    return;
  }
  const peers = process.env['PEERS'] ?? '/tmp/peers';
  const systems = ['raw', 'concord', ...(existsSync(join(peers, 'node-red')) ? ['node-red:switch'] : [])].join(',');
  const scenarios = [
    [
      '--rules',
      '100',
      '--rates',
      '200,1000',
      ...(process.env['CONCORD_BENCH_SATURATE'] ? ['--sat', '--satreps', '1', '--satsec', '3'] : []),
    ],
    ['--rules', '1000', '--rates', '200'],
  ];
  for (const scenario of scenarios) {
    await run(['bench-e2e.mjs', '--sut', systems, '--devices', patience.devices, '--reps', patience.reps, ...scenario]);
  }
}

async function run(args: readonly string[]): Promise<void> {
  const child = spawn('./netns.sh', ['node', ...args], {
    cwd: harness,
    env: { ...process.env, HUB: root, NODE24: process.execPath },
    stdio: 'inherit',
  });
  await once(child, 'exit');
}
