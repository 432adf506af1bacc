import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { recorded } from './corpus.ts';

const tool = join(import.meta.dirname, '../tools/replay/main.ts');

interface Line {
  readonly samples: number;
  readonly recognised: number;
  readonly states: number;
  readonly right: number;
  readonly commands: number;
  readonly commandsRight: number;
}

/** Runs the tool as its command line does; answers its last line, and all that it printed. */
function replay(...paths: string[]): { line: Line; text: string } {
  const { stdout, stderr, status } = spawnSync(process.execPath, [tool, ...paths], { maxBuffer: 64 * 1024 * 1024, encoding: 'utf8' });
  if (status !== 0) throw new Error(`ended with ${status}: ${stderr}`);
  return { line: JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Line, text: stdout };
}

describe('replaying a corpus', { timeout: 120_000 }, () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'concord-replay-test-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const write = (name: string, ...lines: readonly object[]) =>
    writeFileSync(join(folder, name), lines.map((line) => JSON.stringify(line)).join('\n'));

  it('counts what came out as expected, and what did not', () => {
    const lamp = {
      name: 'lamp',
      state_topic: 'lamp/s',
      command_topic: 'lamp/c',
      device: { identifiers: ['lamp'], name: 'Lamp', manufacturer: 'Made up' },
    };
    write('announced.jsonl', {
      id: 'lamp',
      topic: 'homeassistant/switch/lamp/config',
      payload: lamp,
      expects: { component: 'switch', device: { name: 'Lamp', manufacturer: 'Made up' } },
      states: [
        { topic: 'lamp/s', payload: 'ON', expect: { value: 'on' } },
        { topic: 'lamp/s', payload: 'OFF', expect: { value: 'on' } },
        { topic: 'lamp/s', payload: 'neither', expect: { ignored: true } },
        { topic: 'lamp/s', payload: 'ON', expect: { ignored: true } },
      ],
      commands: [
        { set: 'on', topic: 'lamp/c', payload: 'ON' },
        { set: 'off', topic: 'lamp/c', payload: 'ON' },
      ],
    });
    write(
      'templates.json',
      { kind: 'value', template: '{{ value_json.a }}', value: '{"a": "x"}', expected: 'x' },
      { kind: 'value', template: '{{ value_json.a }}', value: '{"a": "x"}', expected: 'y' },
    );
    write('native.jsonl', {
      key: 'sensor',
      device: {
        ieee_address: '0x00124b0000000001',
        friendly_name: 'sensor',
        type: 'EndDevice',
        definition: {
          vendor: 'Made up',
          model: 'S',
          exposes: [{ type: 'numeric', name: 'temperature', property: 'temperature', access: 1, unit: '°C' }],
        },
      },
      topic: 'zigbee2mqtt/sensor',
      state: { temperature: 21.5 },
    });
    write(
      'dialect.jsonl',
      {
        dialect: 'wled',
        device: 'WLED',
        messages: [
          { topic: 'wled/84f3eb/status', payload: 'online', retain: true },
          { topic: 'wled/84f3eb/g', payload: '128', retain: true },
        ],
        expects: { on: true, brightness: 12 },
        commands: [{ do: 'off', topic: 'wled/84f3eb', payload: 'OFF' }],
      },
      { dialect: 'nobody', device: 'unheard of', messages: [{ topic: 'nobody/knows', payload: '1' }] },
    );
    const { line, text } = replay(folder);
    // Samples: the lamp, two templates, the sensor, the strip, and one that no dialect knows.
    expect(line).toMatchObject({ samples: 6, recognised: 5, commands: 3, commandsRight: 2 });
    expect(text).toContain('unheard of: no device');
    expect(text).toContain('switch.on is false, not "on"');
    expect(text).toContain('changed from [false] to [true]');
    expect(text).toContain('is "x", not "y"');
    expect(text).toContain('brightness');
    expect(line.right).toBeLessThan(line.states);
    expect(line.right).toBeGreaterThanOrEqual(4);
  });

  it('says which line is no JSON, and which is of no format', () => {
    writeFileSync(join(folder, 'broken.jsonl'), '{"dialect": \n{"what": "is this"}\n');
    const { line, text } = replay(folder);
    expect(text).toContain('broken.jsonl: not JSON on line 1');
    expect(text).toContain('1 lines of no format for MQTT, left out');
    expect(line.samples).toBe(0);
  });

  it('refuses a folder that is not there, in one line', () => {
    const { status, stderr } = spawnSync(process.execPath, [tool, join(folder, 'nowhere')], { encoding: 'utf8' });
    expect([status, stderr.trim().split('\n').length]).toEqual([1, 1]);
    expect(stderr).toContain('there is no such file or folder');
  });
});

describe.skipIf(!recorded.isHere)('the recorded corpus', { timeout: 900_000 }, () => {
  it('is recognised whole, obeyed whole, and right but for the exceptions that the tool’s README lists', () => {
    const { line, text } = replay(recorded.folder);
    expect(line.recognised, text).toBe(line.samples);
    expect(line.commandsRight, text).toBe(line.commands);
    expect(line.right / line.states, text).toBeGreaterThan(0.99);
    expect([line.samples, line.states, line.commands].every((count) => count > 0)).toBe(true);
  });
});
