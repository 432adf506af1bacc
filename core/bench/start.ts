import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { connectAsync } from 'mqtt';

const devices = 100;
const starts = 5;
const main = join(import.meta.dirname, '../src/main.ts');

/** Start to `concord ready` with a hundred known devices, beside an empty Node process, and what each process holds then. */
export async function benchStart(): Promise<void> {
  const data = mkdtempSync(join(tmpdir(), 'concord-bench-'));
  try {
    await learn(data);
    const times: number[] = [];
    for (let start = 0; start < starts; start++) {
      const hub = await launch(data);
      times.push(hub.readyMs);
      if (start === starts - 1) await printMemory(hub.child.pid ?? 0);
      await stop(hub.child);
    }
    const bare = await bareNode();
    console.log(
      `start to ready with ${devices} devices: ${times.map((time) => time.toFixed(0)).join(', ')} ms (median ${median(times).toFixed(0)}); an empty Node process: ${bare.toFixed(0)} ms`,
    );
  } finally {
    rmSync(data, { recursive: true, force: true });
  }
}

interface Launched {
  readonly child: ChildProcess;
  readonly readyMs: number;
  readonly mqtt: string;
}

async function launch(data: string): Promise<Launched> {
  const began = performance.now();
  const child = spawn(process.execPath, [main, '--data', data, '--http', '127.0.0.1:0', '--mqtt-broker', '127.0.0.1:0', '--log', 'error'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of createInterface({ input: child.stdout })) {
    const ready = /^concord ready (\{.*\})$/.exec(line)?.[1];
    if (ready !== undefined) return { child, readyMs: performance.now() - began, mqtt: (JSON.parse(ready) as { mqtt: string }).mqtt };
  }
  throw new Error('the hub ended before it was ready');
}

async function stop(child: ChildProcess): Promise<void> {
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  await gone;
}

async function learn(data: string): Promise<void> {
  const hub = await launch(data);
  const client = await connectAsync(hub.mqtt);
  const list = Array.from({ length: devices }, (_, index) => ({
    ieee_address: `0x00158d00${(0x10000000 + index).toString(16)}`,
    friendly_name: `sensor_${index}`,
    type: 'EndDevice',
    supported: true,
    definition: {
      vendor: 'Bench',
      model: 'SENSOR',
      description: 'A thermometer',
      exposes: [
        { type: 'numeric', name: 'temperature', property: 'temperature', access: 1, unit: '°C' },
        { type: 'numeric', name: 'humidity', property: 'humidity', access: 1, unit: '%' },
      ],
    },
  }));
  await client.publishAsync('zigbee2mqtt/bridge/devices', JSON.stringify(list), { retain: true, qos: 1 });
  for (const { friendly_name: name } of list)
    await client.publishAsync(`zigbee2mqtt/${name}`, '{"temperature":21.5,"humidity":40}', { qos: 1 });
  await client.endAsync();
  await stop(hub.child);
}

async function printMemory(hub: number): Promise<void> {
  const pids = [
    hub,
    ...readdirSync('/proc')
      .map(Number)
      .filter((pid) => pid > 0 && parentOf(pid) === hub),
  ];
  for (const pid of pids) {
    const name = pid === hub ? 'hub' : (/plugins\/(\w+)/.exec(readFileSync(`/proc/${pid}/cmdline`, 'utf8'))?.[1] ?? String(pid));
    const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
    const mebibytes = (field: string) => (Number(new RegExp(`^${field}:\\s+(\\d+)`, 'm').exec(rollup)?.[1] ?? 0) / 1024).toFixed(0);
    console.log(`${name.padEnd(8)} RSS ${mebibytes('Rss')} MiB, PSS ${mebibytes('Pss')} MiB`);
  }
}

function parentOf(pid: number): number {
  try {
    return Number(/^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
  } catch {
    return 0;
  }
}

async function bareNode(): Promise<number> {
  const times: number[] = [];
  for (let start = 0; start < starts; start++) {
    const began = performance.now();
    await once(spawn(process.execPath, ['-e', ''], { stdio: 'ignore' }), 'exit');
    times.push(performance.now() - began);
  }
  return median(times);
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
