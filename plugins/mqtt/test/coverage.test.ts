import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { gzipSync } from 'node:zlib';
import { classCoverage } from '../tools/class-coverage.ts';
import { summaryOf, targets } from '../tools/summary.ts';
import { recorded, written as committed } from './corpus.ts';

const tool = join(import.meta.dirname, '../tools/coverage.ts');
const samples = join(import.meta.dirname, 'samples/zigbee2mqtt/devices.jsonl');

const written = readFileSync(samples, 'utf8').split('\n').filter(Boolean);

describe("Home Assistant's device classes", () => {
  it.each(classCoverage().map((one) => [one.component, one.name, one] as const))(
    '%s %s has a place for each of its units',
    (_component, _name, one) => expect(one.reason).toBeUndefined(),
  );
});

/** The recorded devices are only in the workshop; the written ones hold everywhere. */
const corpora = [
  ['written', committed],
  ['recorded', recorded],
] as const;

describe.each(corpora.filter(([, corpus]) => corpus.isHere))('the %s devices of Zigbee2MQTT', (_name, corpus) => {
  it('have a named meaning for nine features of ten, and lose none', () => {
    const { line, refused } = summaryOf({ entries: corpus.zigbee().map(({ device }) => device), refused: [] });
    expect(refused).toEqual([]);
    expect(line.devices).toBeGreaterThan(0);
    expect(line.named).toBeGreaterThanOrEqual(targets.named);
    expect(line.dropped).toBe(0);
    expect(line.named + line.typed).toBeCloseTo(1, 9);
  });
});

describe('the measuring tool', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'coverage-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  function run(file: string) {
    const { status, stdout, stderr } = spawnSync(process.execPath, [tool, file], { encoding: 'utf8' });
    return { status, stderr, stdout, last: stdout.trim().split('\n').at(-1) ?? '' };
  }

  it('ends with one line of JSON, also for a gzipped file', () => {
    const file = join(folder, 'devices.jsonl.gz');
    writeFileSync(file, gzipSync(readFileSync(samples)));
    const { status, last } = run(file);
    const line = JSON.parse(last) as Readonly<Record<string, number>>;
    expect(Object.keys(line)).toEqual(['devices', 'features', 'named', 'typed', 'dropped']);
    expect(line).toMatchObject({ devices: written.length, dropped: 0 });
    expect(status).toBe(0);
  });

  it('tells of a line that is no device, and goes on', () => {
    const file = join(folder, 'broken.jsonl');
    writeFileSync(file, `{"device":\n[]\n{"device":{"definition":{"exposes":7}}}\n\n${readFileSync(samples, 'utf8')}`);
    const { stdout, last } = run(file);
    expect(stdout).toMatch(/line 1 +is not JSON/);
    expect(stdout).toMatch(/line 2 +has no "device"/);
    expect(stdout).toMatch(/line 3 +its device has no list of exposes/);
    expect(JSON.parse(last)).toMatchObject({ devices: written.length });
  });

  it.each([
    ['is missing', 'none.jsonl', undefined, 'there is no such file'],
    ['is no gzip', 'plain.jsonl.gz', 'text', 'is not gzip'],
    ['is half a gzip', 'half.jsonl.gz', gzipSync('{}').subarray(0, 12), 'unexpected end of file'],
  ])('refuses a file that %s, in one line', (_what, name, content, reason) => {
    const file = join(folder, name);
    if (content !== undefined) writeFileSync(file, content);
    const { status, stderr, last } = run(file);
    expect(status).toBe(1);
    expect(stderr.trim().split('\n')).toEqual([`${file}: ${reason}`]);
    expect(last.startsWith('{')).toBe(false);
  });
});
