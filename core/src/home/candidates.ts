import { check, compileDocument, type CandidateDescriptor } from '@concord/sdk';
import { iso, type Clock } from '../clock.ts';
import { ConflictError, NotFoundError } from '../errors.ts';
import type { Feed } from '../feed.ts';
import { newId } from '../ids.ts';
import type { HomeNotice } from './changes.ts';
import type { PluginRequest } from './commands.ts';
import type { Candidate } from './resources.ts';
import type { Refuse } from './twins.ts';

const adoptionPatienceMs = 180_000;
const mostCandidates = 2000;

interface Known {
  readonly candidate: Candidate;
  readonly plugin: string;
  readonly key: string;
}

/** Products that were discovered and aren't part of the home. Only memory knows them: each plugin finds them again. */
export class Candidates {
  readonly #clock: Clock;
  readonly #notices: Feed<HomeNotice>;
  readonly #request: PluginRequest;
  readonly #refuse: Refuse;
  readonly #byId = new Map<string, Known>();
  /** Plugin → its word for a candidate → our id. */
  readonly #idOf = new Map<string, Map<string, string>>();
  /** By id, since a product may announce itself anew while it is being adopted. */
  readonly #adopting = new Set<string>();

  constructor(clock: Clock, notices: Feed<HomeNotice>, request: PluginRequest, refuse: Refuse) {
    this.#clock = clock;
    this.#notices = notices;
    this.#request = request;
    this.#refuse = refuse;
  }

  list(): Candidate[] {
    return [...this.#byId.values()].map(({ candidate }) => candidate);
  }

  find(plugin: string, key: string): Candidate | undefined {
    return this.#known(plugin, key)?.candidate;
  }

  offer(plugin: string, descriptor: CandidateDescriptor): void {
    const { key, ...shown } = descriptor;
    const known = this.#known(plugin, key);
    const ofPlugin = this.#idOf.get(plugin) ?? new Map<string, string>();
    if (!known && ofPlugin.size >= mostCandidates) {
      const message = `a plugin may offer ${mostCandidates} candidates, and this is one more`;
      this.#refuse(plugin, { code: 'too-many-candidates', message, place: 'candidate', device: key });
      return;
    }
    const id = known?.candidate.id ?? newId();
    const candidate: Candidate = { id, plugin, ...shown, firstSeen: known?.candidate.firstSeen ?? iso(this.#clock.now()) };
    this.#idOf.set(plugin, ofPlugin.set(key, id));
    this.#byId.set(id, { candidate, plugin, key });
    this.#notices.publish({ type: 'candidate', action: known ? 'updated' : 'added', id });
  }

  withdraw(plugin: string, key: string): void {
    const known = this.#known(plugin, key);
    if (!known) return;
    this.#byId.delete(known.candidate.id);
    this.#idOf.get(plugin)?.delete(key);
    this.#notices.publish({ type: 'candidate', action: 'removed', id: known.candidate.id });
  }

  pluginGone(plugin: string): void {
    for (const known of this.#byId.values()) if (known.plugin === plugin) this.withdraw(plugin, known.key);
  }

  /**
   * Asks the candidate's plugin to take it into the home; answers the keys of its devices. Throws `InvalidInputError` (the form),
   * `AdoptionFailedError` (the product said no), `ConflictError` (not adoptable, or being adopted already).
   */
  async adopt(id: string, input: Record<string, unknown>): Promise<{ plugin: string; devices: string[] }> {
    const known = this.#byId.get(id);
    if (!known) throw new NotFoundError('candidate', id);
    const { candidate, plugin, key } = known;
    if (!candidate.adoptable)
      throw new ConflictError(`"${candidate.name}" can only be shown: no plugin can take it into the home`, 'not-adoptable');
    if (this.#adopting.has(id)) throw new ConflictError(`"${candidate.name}" is being adopted already`, 'being-adopted');
    const checked = check(compileDocument(candidate.form), structuredClone(input), 'The input');
    this.#adopting.add(id);
    try {
      const answer = await this.#request(
        plugin,
        (requestId) => ({ type: 'adopt', id: requestId, candidate: key, input: checked }),
        adoptionPatienceMs,
      );
      const devices = (answer as { devices?: unknown } | undefined)?.devices;
      this.withdraw(plugin, key);
      return { plugin, devices: Array.isArray(devices) ? devices.filter((device) => typeof device === 'string') : [] };
    } finally {
      this.#adopting.delete(id);
    }
  }

  #known(plugin: string, key: string): Known | undefined {
    const id = this.#idOf.get(plugin)?.get(key);
    return id === undefined ? undefined : this.#byId.get(id);
  }
}
