import {
  checkAttribute,
  defineExtension,
  describeExtension,
  fullDescriptor,
  measured,
  model,
  oneOf,
  parsePluginMessage,
  percentage,
  resolveCapability,
  type CapabilityDefinition,
  type CapabilityDescriptor,
  type PluginMessages,
} from '@concord/sdk';

const rounds = 20_000;

/** What homes report most, and some that are long: lists, structures, named values. */
const mix: readonly CapabilityDefinition[] = [
  model.switch,
  model.level,
  model.color,
  model.colorTemperature,
  model.temperatureSensor,
  model.humiditySensor,
  model.powerMeter,
  model.energyMeter,
  model.contactSensor,
  model.occupancySensor,
  model.battery,
  model.linkQuality,
  model.thermostat,
  model.cover,
  model.lock,
  model.smokeAlarm,
  model.particulateSensor,
  model.mediaPlayer,
  model.vibrationMonitor,
];

const kiln = defineExtension({
  id: 'com.acme:kiln',
  title: 'Kiln',
  attributes: {
    stage: oneOf(['idle', 'firing', 'cooling'], 'Stage'),
    heat: measured('temperature', 'Heat', { minimum: -20, maximum: 1300 }),
    fuel: percentage('Fuel'),
  },
  examples: [{ title: 'It fires', values: { stage: 'firing', heat: 1080.5, fuel: 44 } }],
});

interface Reported {
  readonly definition: CapabilityDefinition;
  readonly descriptor: CapabilityDescriptor;
  readonly message: PluginMessages['report'];
  readonly line: Buffer;
}

/**
 * What it costs to believe one report, beside looking at the type of each of its values. Every time holds two looks at the clock, which
 * the last line mostly consists of.
 */
export async function benchValidation(): Promise<void> {
  const reports = allReports();
  const bare = measure(reports, ({ message: { values } }) => isPlain(values));
  const values = measure(reports, isGood);
  const message = measure(reports, (report) => parsePluginMessage(report.message).type === 'report' && isGood(report));
  const line = measure(reports, (report) => {
    const parsed = parsePluginMessage(JSON.parse(report.line.toString('utf8')));
    return parsed.type === 'report' && isGood({ ...report, message: parsed });
  });
  const width = Math.round(reports.reduce((sum, report) => sum + report.line.length, 0) / reports.length);
  console.log(`one report of ${mix.length} capabilities and an extension in turn, ${width} bytes on average:`);
  print('its values', values, bare);
  print('its message and its values', message, bare);
  print('its line parsed, its message and its values', line, bare);
  print('no more than the typeof of each value', bare, bare);
}

function allReports(): Reported[] {
  const described = describeExtension(kiln);
  const extension = resolveCapability(kiln.id, described);
  if (!extension) throw new Error('the extension was refused');
  return [...mix.map((definition) => reportOf(definition, fullDescriptor(definition))), reportOf(extension, described)];
}

function reportOf(definition: CapabilityDefinition, descriptor: CapabilityDescriptor): Reported {
  const example = definition.examples.find((one) => 'values' in one);
  if (!example) throw new Error(`${definition.id} has no report for an example`);
  const message: PluginMessages['report'] = {
    type: 'report',
    device: '0x00158d0001a2b3c4',
    endpoint: 'main',
    capability: definition.id,
    values: { ...example.values },
    at: '2026-05-01T10:00:00.000Z',
  };
  return { definition, descriptor, message, line: Buffer.from(JSON.stringify(message)) };
}

/** As the twins take a report, attribute by attribute. */
function isGood({ definition, descriptor, message: { values } }: Reported): boolean {
  for (const name in values) if (checkAttribute(definition, descriptor, name, values[name])) return false;
  return true;
}

function isPlain(values: Readonly<Record<string, unknown>>): boolean {
  for (const name in values) if (typeof values[name] === 'function') return false;
  return true;
}

interface Microseconds {
  readonly median: number;
  readonly p99: number;
}

function measure(reports: readonly Reported[], accepts: (report: Reported) => boolean): Microseconds {
  const times = new Float64Array(rounds * reports.length);
  let taken = 0;
  // The first tenth warms up what the hub has long warmed up.
  for (let round = -rounds / 10; round < rounds; round++) {
    for (const report of reports) {
      const began = performance.now();
      const isTaken = accepts(report);
      const took = performance.now() - began;
      if (!isTaken) throw new Error(`a report of ${report.definition.id} was refused`);
      if (round >= 0) times[taken++] = took * 1000;
    }
  }
  times.sort();
  const at = (share: number) => times[Math.floor(times.length * share)] ?? Number.NaN;
  return { median: at(0.5), p99: at(0.99) };
}

function print(what: string, { median, p99 }: Microseconds, bare: Microseconds): void {
  const ratio = (median / bare.median).toFixed(1);
  console.log(`${what.padEnd(44)} median ${median.toFixed(2)} µs, p99 ${p99.toFixed(2)} µs, ${ratio} times the typeof`);
}
