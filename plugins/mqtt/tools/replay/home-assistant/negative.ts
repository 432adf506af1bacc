import { ReplayHub } from '../replay-hub.ts';
import { right, wrong, type Tally } from '../tally.ts';

/** A broken, illegal, repeated or withdrawn announcement, and in words what must come of it. */
export interface NegativeSample {
  readonly topic?: string;
  readonly payload?: string;
  readonly sequence?: readonly (readonly [topic: string, payload: string])[];
  readonly expect: string;
}

const lastName = 'replay end';

/** Each in a hub of its own: what is expected is what the home has at the end. */
export async function replayNegative(samples: readonly NegativeSample[], tally: Tally): Promise<void> {
  for (const [at, { topic, payload, sequence, expect }] of samples.entries()) {
    const hub = await ReplayHub.start();
    try {
      const before = new Set((await hub.api.devices()).map(({ id }) => id));
      for (const [where, what] of sequence ?? [[topic ?? '', payload ?? '']]) hub.publish(where, what);
      // A hub describes in the order of the announcements: what it has not shown when it shows this one never came.
      hub.publish('homeassistant/sensor/replay-end/config', JSON.stringify({ name: lastName, state_topic: 'replay/end' }));
      await hub.until(async () => (await hub.api.devices()).some(({ name }) => name === lastName) || undefined);
      const named = /one entity named (\w+)/.exec(expect)?.[1];
      const added = async () =>
        (await hub.api.devices())
          .filter(({ id }) => !before.has(id))
          .map(({ name }) => name)
          .filter((name) => name !== lastName);
      if (named !== undefined) await hub.until(async () => (await added()).includes(named) || undefined, 2500).catch(() => undefined);
      const names = await added();
      const isRight = named === undefined ? names.length === 0 : names.length === 1 && names[0] === named;
      tally.sample(
        'homeassistant',
        'negative',
        `negative-${at}`,
        isRight ? right : wrong(`${expect}; but there are ${JSON.stringify(names)}`),
      );
    } finally {
      await hub.stop();
    }
  }
}
