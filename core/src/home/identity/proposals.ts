import type { DeviceDescriptor } from '@concord/sdk';
import type { Clock } from '../../clock.ts';
import { ConflictError, NotFoundError } from '../../errors.ts';
import type { Feed } from '../../feed.ts';
import type { HomeNotice } from '../changes.ts';
import type { DeviceModel, SourceModel } from '../device-model.ts';
import type { HomeStore } from '../home-store.ts';
import type { Registry } from '../registry.ts';
import type { LinkProposal } from '../resources.ts';
import { compare, type Comparison, type Described } from './evidence.ts';
import type { Linking } from './linking.ts';
import { PeerIndex } from './peer-index.ts';

// Beyond it nobody answers any more, and what is not asked is asked at the next start.
const mostProposals = 500;

interface Pair {
  readonly a: SourceModel;
  readonly b: SourceModel;
  readonly comparison: Comparison;
}

/**
 * Recognises products that several plugins see. What is certain is linked at once; what is likely is proposed to the owner, once: the
 * answer is kept, and what was unlinked is not proposed again.
 */
export class Proposals {
  readonly #clock: Clock;
  readonly #registry: Registry;
  readonly #linking: Linking;
  readonly #store: HomeStore;
  readonly #notices: Feed<HomeNotice>;
  readonly #index = new PeerIndex();
  readonly #open = new Map<string, Pair>();
  #answers = new Map<string, 'same' | 'distinct'>();

  constructor(clock: Clock, registry: Registry, linking: Linking, store: HomeStore, notices: Feed<HomeNotice>) {
    this.#clock = clock;
    this.#registry = registry;
    this.#linking = linking;
    this.#store = store;
    this.#notices = notices;
  }

  /** Looks at the whole home, as it was read. */
  start(): void {
    this.#answers = this.#store.answers();
    const sources = this.#registry.sources();
    for (const source of sources) this.#index.add(source);
    for (const source of sources) this.#consider(source);
  }

  /** A source is new, or says something else of itself. */
  heard(source: SourceModel): void {
    this.#index.add(source);
    this.#consider(source);
  }

  /** A device is gone with its sources. */
  gone(device: DeviceModel): void {
    for (const source of device.sources) this.#index.remove(source);
    this.#tidy((pair) => pair.a.device === device || pair.b.device === device);
  }

  /** The device that a product with these identifiers is already. */
  deviceOf(described: Pick<DeviceDescriptor, 'identifiers'>): DeviceModel | undefined {
    return this.#index.carrier(described)?.device;
  }

  list(): LinkProposal[] {
    return [...this.#open].map(([id, pair]) => viewOf(id, pair));
  }

  /** The owner says whether the two are one. Answers the device they are, or both. */
  answer(id: string, answer: 'same' | 'distinct'): DeviceModel[] {
    const { a, b } = this.#find(id);
    this.#remember(a, b, answer);
    const [older, newer] = byAge(a.device, b.device);
    if (answer === 'same') this.#linking.link(older, newer, true);
    this.#store.commit();
    this.#tidy(() => false);
    return answer === 'same' ? [older] : [older, newer];
  }

  /** The owner says by hand that two devices are one. It is on disk when it returns, also where they were one already. */
  link(device: DeviceModel, other: DeviceModel): void {
    if (device !== other) {
      for (const a of device.sources) for (const b of other.sources) this.#remember(a, b, 'same');
      this.#linking.link(device, other, true);
    }
    this.#store.commit();
    this.#tidy(() => false);
  }

  /** The owner says by hand that a source is a device of its own. */
  unlink(source: SourceModel): DeviceModel {
    const { device: from } = source;
    const device = this.#linking.unlink(source);
    for (const other of from.sources) this.#remember(source, other, 'distinct');
    this.#store.commit();
    return device;
  }

  #consider(source: SourceModel): void {
    for (const peer of this.#index.peers(source)) {
      if (source.device === peer.device) continue;
      const id = pairOf(source, peer);
      const answer = this.#answerOf(source.device, peer.device);
      if (answer === 'distinct') continue;
      const comparison = this.#compare(source, peer);
      if (answer === 'same' || comparison.verdict === 'same') {
        const [older, newer] = byAge(peer.device, source.device);
        this.#linking.link(older, newer, answer === 'same');
        this.#tidy(() => false);
      } else if (comparison.verdict === 'perhaps' && !this.#open.has(id) && this.#open.size < mostProposals) {
        this.#open.set(id, { a: source, b: peer, comparison });
        this.#notices.publish({ type: 'linkProposal', action: 'added', id });
      }
    }
    this.#tidy(({ a, b }) => (a === source || b === source) && this.#compare(a, b).verdict === 'different');
  }

  #compare(a: SourceModel, b: SourceModel): Comparison {
    const comparison = compare(this.#described(a), this.#described(b), (key) => this.#index.isShared(key));
    // A plugin that sees both as two knows better; only the owner may say otherwise.
    const there = (device: DeviceModel) => device.sources.filter(({ withdrawn }) => !withdrawn).map(({ plugin }) => plugin);
    const isTold = there(a.device).some((plugin) => there(b.device).includes(plugin));
    return isTold ? { ...comparison, verdict: 'different' } : comparison;
  }

  #described(source: SourceModel): Described {
    const { descriptor } = source;
    return {
      descriptor,
      isBridge: this.#index.isBridge(source) || descriptor.endpoints.some(({ capabilities }) => 'bridge' in capabilities),
    };
  }

  #answerOf(a: DeviceModel, b: DeviceModel): 'same' | 'distinct' | undefined {
    const answers = a.sources.flatMap((one) => b.sources.map((other) => this.#answers.get(pairOf(one, other))));
    return answers.includes('distinct') ? 'distinct' : answers.find((answer) => answer !== undefined);
  }

  #remember(a: SourceModel, b: SourceModel, answer: 'same' | 'distinct'): void {
    this.#answers.set(pairOf(a, b), answer);
    this.#store.saveAnswer(pairOf(a, b), answer, this.#clock.now());
  }

  #find(id: string): Pair {
    const pair = this.#open.get(id);
    if (!pair) throw new NotFoundError('proposal', id);
    if (pair.a.device === pair.b.device) throw new ConflictError('the two are one device already', 'linked-already');
    return pair;
  }

  /** What is settled need not be asked. */
  #tidy(isOver: (pair: Pair) => boolean): void {
    for (const [id, pair] of this.#open) {
      const isSettled = pair.a.device === pair.b.device || this.#answerOf(pair.a.device, pair.b.device) !== undefined;
      if (!isSettled && !isOver(pair)) continue;
      this.#open.delete(id);
      this.#notices.publish({ type: 'linkProposal', action: 'removed', id });
    }
  }
}

function pairOf(a: SourceModel, b: SourceModel): string {
  return [a.id, b.id].toSorted().join('-');
}

/** The one that has been in the home for longer has the name that people know. */
function byAge(a: DeviceModel, b: DeviceModel): readonly [DeviceModel, DeviceModel] {
  return a.createdAt <= b.createdAt ? [a, b] : [b, a];
}

function viewOf(id: string, { a, b, comparison: { score, evidence } }: Pair): LinkProposal {
  return { id, devices: byAge(a.device, b.device).map((device) => device.id), score, evidence: evidence.map((one) => ({ ...one })) };
}
