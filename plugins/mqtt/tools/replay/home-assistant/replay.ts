import { expand } from '../../../src/dialects/homeassistant/expand.ts';
import { isObject } from '../../../src/topics/message.ts';
import { ReplayHub, TooLateError } from '../replay-hub.ts';
import { right, wrong, type Tally, type Verdict } from '../tally.ts';
import { othersAvailable } from './availability.ts';
import { checks, checkOfTemplate, explanations, saidElsewhere, type Check } from './checks.ts';
import { replayCommand } from './commands.ts';
import { Directory } from './directory.ts';
import { EntityView } from './entity-view.ts';
import type { HomeAssistantSample, StateSample } from './sample.ts';

const dialect = 'homeassistant';
/** How long a device may take to be shown with all its parts: it is described once a second at most. */
const describePatienceMs = 2500;
/** What a message changes is in the twin when the message has been taken in; only what waits for a timer comes later. */
const patienceMs = 300;

/** Replays announcements and states, in hubs of their own where two announce themselves on one topic. */
export async function replayHomeAssistant(samples: readonly HomeAssistantSample[], tally: Tally): Promise<void> {
  for (const batch of batches(samples)) {
    const hub = await ReplayHub.start();
    try {
      await new Replay(hub, tally).run(batch);
    } finally {
      await hub.stop();
    }
  }
}

function batches(samples: readonly HomeAssistantSample[]): HomeAssistantSample[][] {
  const all: { topics: Set<string>; samples: HomeAssistantSample[] }[] = [];
  for (const sample of samples) {
    let batch = all.find(({ topics }) => !topics.has(sample.topic));
    if (!batch) all.push((batch = { topics: new Set(), samples: [] }));
    batch.topics.add(sample.topic);
    batch.samples.push(sample);
  }
  return all.map((batch) => batch.samples);
}

class Replay {
  readonly #hub: ReplayHub;
  readonly #tally: Tally;
  readonly #directory: Directory;

  constructor(hub: ReplayHub, tally: Tally) {
    this.#hub = hub;
    this.#tally = tally;
    this.#directory = new Directory(hub);
  }

  async run(samples: readonly HomeAssistantSample[]): Promise<void> {
    for (const { topic, payload, retain = false } of samples) this.#hub.publish(topic, textOf(payload), { retain });
    await this.#hub.settle();
    await this.#within(async () => {
      await this.#directory.refresh();
      return samples.every((sample) => items(sample).every((item) => this.#directory.find(item))) || undefined;
    }, describePatienceMs);
    for (const sample of samples) {
      const component = sample.expects.component;
      this.#tally.sample(dialect, component, sample.id, await this.#recognised(sample));
      for (const state of sample.states) await this.#state(sample, state);
      for (const command of sample.commands ?? []) {
        const view = await this.#view(sample, undefined);
        this.#tally.command(dialect, component, sample.id, view ? await replayCommand(this.#hub, view, command) : wrong('not there'));
      }
    }
  }

  async #recognised(sample: HomeAssistantSample): Promise<Verdict> {
    for (const item of items(sample)) {
      const listed = this.#directory.find(item);
      if (!listed) return wrong(`${item} became no part of a device`);
      const lost = listed.entries.find(({ outcome }) => outcome === 'ignored');
      if (lost) return wrong(`ignored: ${lost.reason ?? ''}`);
      const device = await this.#hub.api.device(listed.device);
      const { name, manufacturer, model } = sample.expects.device ?? {};
      if (typeof manufacturer === 'string' && device.maker !== manufacturer)
        return wrong(`its maker is ${device.maker}, not ${manufacturer}`);
      if (typeof model === 'string' && device.model !== model) return wrong(`its model is ${device.model}, not ${model}`);
      if (typeof name === 'string' && device.name !== name.slice(0, 100)) return wrong(`its name is ${device.name}, not ${name}`);
    }
    return right;
  }

  async #state(sample: HomeAssistantSample, state: StateSample): Promise<void> {
    const key = typeof state.expect['component'] === 'string' ? state.expect['component'] : undefined;
    const todo = this.#checksOf(state);
    if (todo.length === 0 && state.expect['ignored'] !== true) return;
    const place = [dialect, sample.expects.component, `${sample.id} ${state.topic} ${state.payload.slice(0, 80)}`] as const;
    const before = await this.#view(sample, key);
    if (!before) return this.#tally.state(...place, wrong('the entity is not there'));
    if (state.expect['available'] === true)
      for (const other of othersAvailable(sample.payload, state.topic)) this.#hub.publish(other.topic, other.payload);
    const since = this.#hub.feed.length;
    this.#hub.publish(topicFor(state.topic), state.payload);
    await this.#hub.settle();
    const look = async (): Promise<Verdict> => {
      const view = await this.#view(sample, key);
      if (!view) return wrong('the entity is gone');
      if (state.expect['ignored'] === true) return sameAs(before, view);
      const news = this.#hub.feed.slice(since);
      const verdicts = todo.map(([name, check, expected]) =>
        view.isSaidElsewhere && name !== 'available' ? saidElsewhere(view, expected, news) : (check(view, expected, news) ?? right),
      );
      return verdicts.find(({ isRight }) => !isRight) ?? right;
    };
    await this.#within(async () => (await look()).isRight || undefined, patienceMs);
    this.#tally.state(...place, await look());
  }

  /** What of a state's expectations can be looked at; the others are noted. */
  #checksOf({ expect }: StateSample): [name: string, check: Check, expected: unknown][] {
    const templates = Object.entries((expect['templates'] ?? {}) as Readonly<Record<string, unknown>>)
      .filter(([name]) => !Object.hasOwn(expect, name.replace(/_(state|value|status)?_?template$/, '')))
      .map(([name, expected]) => [name, checkOfTemplate(name), expected] as const);
    const named = Object.entries(expect)
      .filter(([name, expected]) => !explanations.has(name) && !(name === 'available' && expected === null))
      .map(([name, expected]) => [name, Object.hasOwn(checks, name) ? checks[name] : undefined, expected] as const);
    return [...named, ...templates].flatMap(([name, check, expected]): [string, Check, unknown][] => {
      if (check) return [[name, check, expected]];
      this.#tally.skip(`${dialect}: ${name}`);
      return [];
    });
  }

  async #view(sample: HomeAssistantSample, key: string | undefined): Promise<EntityView | undefined> {
    const item = key === undefined ? items(sample)[0] : `${sample.topic}#${key}`;
    await this.#directory.refresh();
    const listed = item === undefined ? undefined : this.#directory.find(item);
    const expects = (key === undefined ? undefined : sample.expects.components?.[key]) ?? sample.expects;
    return listed && new EntityView(await this.#hub.api.device(listed.device), listed.entries, expects, configOf(sample, key));
  }

  /** Waits for what is wanted, and goes on when it does not come. */
  async #within(look: () => Promise<true | undefined>, forMs: number): Promise<void> {
    try {
      await this.#hub.until(look, forMs);
    } catch (error) {
      if (!(error instanceof TooLateError)) throw error;
    }
  }
}

/** The announcement with full names; of a bundle, with those of one of its components. */
function configOf({ payload }: HomeAssistantSample, key: string | undefined): Readonly<Record<string, unknown>> {
  const config = expand(payload);
  const parts = config['components'];
  const part = key !== undefined && isObject(parts) ? parts[key] : undefined;
  return isObject(part) ? { ...config, ...expand(part) } : config;
}

/** What the mapping report calls the entities of an announcement. */
function items({ topic, expects }: HomeAssistantSample): string[] {
  return expects.components ? Object.keys(expects.components).map((key) => `${topic}#${key}`) : [topic];
}

/** A corpus may have the filter that a product announces; what is published has a name in each place. */
function topicFor(filter: string): string {
  return filter.replaceAll('+', 'replay').replaceAll('#', 'replay');
}

function sameAs(before: EntityView, after: EntityView): Verdict {
  const [was, is] = [before, after].map((view) => JSON.stringify(view.all().map(({ record }) => record.value)));
  return was === is ? right : wrong(`changed from ${was} to ${is}`);
}

function textOf(payload: unknown): string {
  return typeof payload === 'string' ? payload : JSON.stringify(payload);
}
