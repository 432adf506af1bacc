import { hash } from 'node:crypto';

type Novelty = 'new' | 'repeated' | 'too-many';

/** What was announced last by topic, as a digest: saying it again then costs nothing, and much text costs no memory. */
export class AnnouncementMemory {
  readonly #maxTopics: number;
  readonly #digests = new Map<string, string>();

  constructor(maxTopics: number) {
    this.#maxTopics = maxTopics;
  }

  /** Notes the announcement. `too-many`: the topic is unknown, and no further one is taken. */
  note(topic: string, text: string): Novelty {
    const digest = hash('sha256', text, 'base64');
    const known = this.#digests.get(topic);
    if (known === digest) return 'repeated';
    if (known === undefined && this.#digests.size >= this.#maxTopics) return 'too-many';
    this.#digests.set(topic, digest);
    return 'new';
  }

  forget(topic: string): void {
    this.#digests.delete(topic);
  }
}
