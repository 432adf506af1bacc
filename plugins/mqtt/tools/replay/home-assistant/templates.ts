import { hueOf } from '../hue.ts';
import { ReplayHub } from '../replay-hub.ts';
import { right, wrong, type Tally, type Verdict } from '../tally.ts';
import { isSameJson } from '../words.ts';

/** A template with a message and what it renders, or with a command's variables. */
export interface TemplateSample {
  readonly kind: 'value' | 'command';
  readonly template: string;
  readonly value?: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly expected: string | null;
}

const dialect = 'homeassistant templates';

/** Replays templates: as that of a text sensor, or of an entity whose commands have such variables. */
export async function replayTemplates(samples: readonly TemplateSample[], tally: Tally): Promise<void> {
  const hub = await ReplayHub.start();
  try {
    for (const [at, sample] of samples.entries()) {
      const id = `template-${at}`;
      const verdict = sample.kind === 'value' ? await rendered(hub, id, sample) : await sent(hub, id, sample);
      tally.sample(dialect, sample.kind, id, right);
      tally.state(dialect, sample.kind, `${id} ${sample.template.slice(0, 100)}`, verdict);
    }
  } finally {
    await hub.stop();
  }
}

async function announce(hub: ReplayHub, component: string, id: string, config: object): Promise<string> {
  const text = JSON.stringify({ unique_id: id, name: id, device: { identifiers: [id], name: id }, ...config });
  hub.publish(`homeassistant/${component}/${id}/config`, text);
  return hub.until(async () => (await hub.api.devices()).find(({ name }) => name === id)?.id);
}

async function rendered(hub: ReplayHub, id: string, { template, value = '', expected }: TemplateSample): Promise<Verdict> {
  const device = await announce(hub, 'sensor', id, { state_topic: `t/${id}`, value_template: template });
  hub.publish(`t/${id}`, value);
  await hub.settle();
  const { endpoints } = await hub.api.device(device);
  const told = Object.values(endpoints[0]?.capabilities ?? {})[0]?.['value'];
  const text = told?.value ?? null;
  // What prints "None" is unknown, and so is what was never told.
  if (expected === null || expected === 'None') return text === null ? right : wrong(`is ${JSON.stringify(text)}, and should fail`);
  return text === expected || (typeof text === 'string' && isSameJson(text, expected))
    ? right
    : wrong(`is ${JSON.stringify(text)}, not ${JSON.stringify(expected)}`);
}

/** An entity that hands such variables to its template, and a command that gives them these values. */
async function sent(hub: ReplayHub, id: string, sample: TemplateSample): Promise<Verdict> {
  const { template, variables = {}, expected } = sample;
  const { component, config, capability, args } = entityFor(template, variables);
  const device = await announce(hub, component, id, { command_topic: `c/${id}`, ...config(`c/${id}`) });
  const since = hub.sent.length;
  const { endpoints } = await hub.api.device(device);
  const name = Object.keys(endpoints[0]?.capabilities ?? {}).find((one) => one === capability || one.startsWith('hass:'));
  const body = { endpoint: 'main', capability: capability ?? name, command: 'set', args };
  const failed = await hub.api.call('POST', `/devices/${device}/commands`, body).then(
    () => undefined,
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
  await hub.settle();
  const messages = hub.sent.slice(since).filter(({ topic }) => topic === `c/${id}`);
  if (expected === null) return messages.length === 0 ? right : wrong(`sends ${JSON.stringify(messages)}, and should fail`);
  return messages.some(({ payload }) => payload === expected || isSameJson(payload, expected))
    ? right
    : wrong(`sends ${JSON.stringify(messages)}, not ${JSON.stringify(expected)} (${failed ?? 'done'})`);
}

interface Carrier {
  readonly component: string;
  readonly config: (topic: string) => object;
  readonly capability?: string;
  readonly args: Readonly<Record<string, unknown>>;
}

function entityFor(template: string, variables: Readonly<Record<string, unknown>>): Carrier {
  const { value, red, green, blue, brightness } = variables;
  if (template.startsWith('on,') || (brightness !== undefined && value === undefined)) {
    const config = () => ({
      schema: 'template',
      command_on_template: template,
      command_off_template: 'off',
      red_template: '{{ value }}',
      green_template: '{{ value }}',
      blue_template: '{{ value }}',
      brightness_template: '{{ value }}',
    });
    if (red === undefined) return { component: 'light', config, capability: 'level', args: { level: (Number(brightness) / 255) * 100 } };
    return { component: 'light', config, capability: 'color', args: hueOf([red, green, blue].map(Number)) };
  }
  if (red !== undefined) {
    const config = (topic: string) => ({ command_topic: `${topic}/power`, rgb_command_topic: topic, rgb_command_template: template });
    return { component: 'light', config, capability: 'color', args: hueOf([red, green, blue].map(Number)) };
  }
  const config = () => ({ command_template: template });
  if (typeof value === 'number') return { component: 'number', config: () => ({ ...config(), min: -1e6, max: 1e6 }), args: { value } };
  return { component: 'text', config, args: { value: String(value) } };
}
