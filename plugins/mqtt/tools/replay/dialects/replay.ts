import { ReplayHub, TooLateError } from '../replay-hub.ts';
import { right, wrong, type Tally, type Verdict } from '../tally.ts';
import { replayDialectCommand } from './commands.ts';
import { expectationsOf } from './expectations.ts';
import { Product } from './product.ts';
import type { DialectMessage, DialectSample } from './sample.ts';

/** How long values may take to be in the twin: new parts of a device are shown once a second. */
const patienceMs = 3500;

/** Replays products with a language of their own, one after the other, all of a file in one hub. */
export async function replayDialect(samples: readonly DialectSample[], tally: Tally): Promise<void> {
  const hub = await ReplayHub.start();
  try {
    for (const sample of samples) await replaySample(hub, sample, tally);
  } finally {
    await hub.stop();
  }
}

async function replaySample(hub: ReplayHub, sample: DialectSample, tally: Tally): Promise<void> {
  const { dialect, device, commands = [] } = sample;
  const component = device.split(/[\s(/]/)[0] ?? device;
  const product = new Product(hub, new Set((await hub.api.devices()).map(({ id }) => id)));
  for (const { topic, retain = false, ...message } of sample.messages) hub.publish(topic, payloadOf(message), { retain });
  await hub.settle();
  const expectations = expectationsOf(sample, (what) => tally.skip(what));
  await patiently(hub, async () => {
    await product.refresh();
    return product.devices.length > 0 && expectations.every((one) => one.look(product).isRight) ? true : undefined;
  });
  await product.refresh();
  tally.sample(dialect, component, device, product.devices.length > 0 ? recognised(product) : wrong('no device'));
  for (const one of expectations) tally.state(dialect, component, `${device} ${one.name}`, one.look(product));
  for (const command of commands) tally.command(dialect, component, device, await replayDialectCommand(hub, product, command, commands));
}

function recognised({ entries }: Product): Verdict {
  const lost = entries.find(({ outcome }) => outcome === 'ignored');
  return lost ? wrong(`${lost.item} is ignored: ${lost.reason ?? ''}`) : right;
}

function payloadOf({ payload, payload_base64: encoded }: Omit<DialectMessage, 'topic'>): string | Buffer {
  return encoded === undefined ? (payload ?? '') : Buffer.from(encoded, 'base64');
}

async function patiently(hub: ReplayHub, look: () => Promise<true | undefined>): Promise<void> {
  try {
    await hub.until(look, patienceMs);
  } catch (error) {
    if (!(error instanceof TooLateError)) throw error;
  }
}
