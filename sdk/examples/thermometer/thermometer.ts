import {
  CommandRejectedError,
  defineExtension,
  describeExtension,
  plainNumber,
  toCanonical,
  type CandidateDescriptor,
  type DeviceDescriptor,
  type PluginCommand,
  type PluginContext,
} from '@concord/sdk';

const product = { maker: 'Kelvin', model: 'T1', name: 'Kelvin T1' };
const identifiers = (serial: string): DeviceDescriptor['identifiers'] => [{ type: 'serial', value: `${product.maker}/${serial}` }];

/** Nothing in the model is the display of a thermometer, so it is a capability of the maker's own. */
const display = defineExtension({
  id: 'kelvin:display',
  title: 'Display',
  description: 'The display of a Kelvin thermometer.',
  // It can be set, which counts as harm unless its maker knows better.
  risk: 'none',
  attributes: { brightness: plainNumber('Brightness', { writable: true, category: 'config', minimum: 0, maximum: 10 }) },
});

/** A thermometer that is not part of the home: adopting it needs the PIN on its back. */
export function candidateOf(serial: string): CandidateDescriptor {
  return {
    key: serial,
    ...product,
    summary: 'Room thermometer',
    identifiers: identifiers(serial),
    adoptable: true,
    form: {
      type: 'object',
      properties: { pin: { type: 'string', title: 'PIN', description: 'Four digits on the back.', pattern: '^\\d{4}$' } },
      required: ['pin'],
      additionalProperties: false,
    },
  };
}

/** A thermometer of the home. An attribute that is not listed is not supported; what is in `{}` is as the capability says. */
export function deviceOf(serial: string, firmware: string): DeviceDescriptor {
  return {
    key: serial,
    ...product,
    firmware,
    identifiers: identifiers(serial),
    endpoints: [
      {
        id: 'main',
        kind: 'sensor',
        capabilities: {
          temperatureSensor: { attributes: { temperature: { minimum: -40, maximum: 60, maxSilence: 3600 } } },
          humiditySensor: { attributes: { humidity: {} } },
          battery: { attributes: { level: {} } },
          identify: { attributes: {}, commands: ['identify'] },
          [display.id]: describeExtension(display, { attributes: { brightness: { step: 1 } } }),
        },
      },
    ],
    mapping: [
      { item: 'temperature', outcome: 'capability', target: 'main/temperatureSensor.temperature' },
      { item: 'humidity', outcome: 'capability', target: 'main/humiditySensor.humidity' },
      { item: 'battery', outcome: 'capability', target: 'main/battery.level' },
      { item: 'display', outcome: 'capability', target: 'main/kelvin:display.brightness' },
      { item: 'uptime', outcome: 'ignored', reason: 'only tells when it was switched on' },
    ],
  };
}

/** What the thermometer measures → where it goes. */
const places: Readonly<Record<string, readonly [capability: string, attribute: string]>> = {
  humidity: ['humiditySensor', 'humidity'],
  battery: ['battery', 'level'],
  display: [display.id, 'brightness'],
};

/** Reports what fits of a reading; what does not is told as a diagnostic, and the rest still counts. */
export function reportReading(context: PluginContext, serial: string, reading: Readonly<Record<string, unknown>>): void {
  const endpoint = 'main';
  const { temperature, unit = '°C' } = reading;
  if (temperature !== undefined) {
    // Its owner may have set it to Fahrenheit; a report is always in the canonical unit.
    const canonical = typeof temperature === 'number' ? toCanonical(temperature, String(unit), 'temperature') : undefined;
    if (canonical) context.report({ device: serial, endpoint, capability: 'temperatureSensor', values: { temperature: canonical.value } });
    else refuse(context, serial, 'temperature', `${JSON.stringify(temperature)} in ${JSON.stringify(unit)} is no temperature`);
  }
  for (const [name, [capability, attribute]] of Object.entries(places)) {
    const value = reading[name];
    if (value === undefined) continue;
    if (typeof value === 'number') context.report({ device: serial, endpoint, capability, values: { [attribute]: value } });
    else refuse(context, serial, name, `${JSON.stringify(value)} is no number`);
  }
}

function refuse(context: PluginContext, device: string, place: string, message: string): void {
  context.diagnose({ code: 'bad-value', message, place, device });
}

/** `capability.command` → what the thermometer is asked. */
const requests: Readonly<Record<string, (args: PluginCommand['args']) => object>> = {
  'identify.identify': () => ({ blink: true }),
  [`${display.id}.set`]: ({ brightness }) => ({ display: brightness }),
};

/** The hub has checked the command against the descriptor, so one that is not in the table is one that we offered by mistake. */
export function requestOf({ capability, command, args }: PluginCommand): object {
  const request = requests[`${capability}.${command}`];
  if (!request) throw new CommandRejectedError(`the thermometer has no "${command}" for "${capability}"`);
  return request(args);
}
