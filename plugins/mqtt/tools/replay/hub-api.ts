/** What the runner reads of the hub's API (`/api/v1`): the parts of its answers that it compares. */

export interface ValueRecord {
  readonly value: unknown;
  readonly unit?: string;
  readonly quality: string;
  readonly raw?: unknown;
}

export interface Endpoint {
  readonly id: string;
  readonly kind: string;
  readonly capabilities: Readonly<Record<string, Readonly<Record<string, ValueRecord>>>>;
}

export interface Device {
  readonly id: string;
  readonly name: string;
  readonly maker: string | null;
  readonly model: string | null;
  readonly availability: string;
  readonly sources: readonly {
    readonly plugin: string;
    readonly identifiers: readonly { readonly type: string; readonly value: string }[];
  }[];
  readonly endpoints: readonly Endpoint[];
}

/** One line of a device's mapping report. */
export interface MappingEntry {
  readonly item: string;
  readonly outcome: 'capability' | 'generic' | 'internal' | 'ignored';
  readonly target?: string;
  readonly reason?: string;
}

/** A message of the live feed: something happened, or is another way than before. */
export interface FeedMessage {
  readonly type: string;
  readonly kind?: string;
  readonly action?: string;
  readonly id?: string;
  readonly device?: string;
  readonly endpoint?: string;
  readonly capability?: string;
  readonly attribute?: string;
  readonly event?: string;
  readonly payload?: Readonly<Record<string, unknown>>;
  readonly record?: ValueRecord;
}

/** A request that the hub refused. */
export class RefusedError extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.name = 'RefusedError';
    this.status = status;
  }
}

/** The hub's API as a program uses it. */
export class HubApi {
  readonly #url: string;
  readonly #token: string;

  constructor(url: string, token: string) {
    this.#url = url;
    this.#token = token;
  }

  /** Throws `RefusedError`. */
  async call<T>(method: string, path: string, body?: unknown): Promise<T> {
    const response = await fetch(`${this.#url}/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${this.#token}`, ...(body !== undefined && { 'content-type': 'application/json' }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new RefusedError(response.status, text.slice(0, 1000));
    return (text === '' ? undefined : JSON.parse(text)) as T;
  }

  async devices(): Promise<Device[]> {
    const all: Device[] = [];
    for (let cursor: string | null | undefined; ;) {
      const query: string = cursor ? `&cursor=${encodeURIComponent(cursor)}` : '';
      const page: { items: Device[]; next: string | null } = await this.call('GET', `/devices?limit=500${query}`);
      all.push(...page.items);
      cursor = page.next;
      if (!cursor) return all;
    }
  }

  device(id: string): Promise<Device> {
    return this.call('GET', `/devices/${id}`);
  }

  async mapping(id: string): Promise<MappingEntry[]> {
    const { plugins } = await this.call<{ plugins: { plugin: string; entries: MappingEntry[] }[] }>('GET', `/devices/${id}/mapping`);
    return plugins.filter(({ plugin }) => plugin === 'mqtt').flatMap(({ entries }) => entries);
  }

  /** The live feed, from now on. Ends when `signal` is aborted. Throws where the hub could not keep up with us. */
  async follow(signal: AbortSignal, take: (message: FeedMessage) => void): Promise<void> {
    const response = await fetch(`${this.#url}/api/v1/events?types=change,device`, {
      headers: { authorization: `Bearer ${this.#token}`, accept: 'text/event-stream' },
      signal,
    });
    if (!response.ok || !response.body) throw new RefusedError(response.status, 'no live feed');
    void this.#read(response.body, take, signal);
  }

  async #read(body: ReadableStream<Uint8Array>, take: (message: FeedMessage) => void, signal: AbortSignal): Promise<void> {
    const decoder = new TextDecoder();
    let rest = '';
    try {
      for await (const chunk of body) {
        const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
        rest = lines.pop() ?? '';
        for (const line of lines) if (line.startsWith('data: ')) take(JSON.parse(line.slice(6)) as FeedMessage);
      }
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  }
}
