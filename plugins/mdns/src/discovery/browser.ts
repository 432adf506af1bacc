import { messageOf, type PluginContext } from '@concord/sdk';
import { ServiceDirectory } from './directory.ts';
import { allTypes } from './names.ts';
import { checkRecords } from './records.ts';
import type { Service } from './service.ts';
import { MulticastTransport, type Question } from './transport.ts';

interface BrowserHandlers {
  found(service: Service): void;
  heardAgain(service: Service): void;
  lost(service: Service): void;
}

interface BrowserOptions {
  readonly network: string | undefined;
  /** Asked for by name; types beyond these are learnt from the network. */
  readonly types: readonly string[];
  /** Types that are somebody else's. */
  readonly ignored: (type: string) => boolean;
}

const firstPauseMs = 1000;
const longestPauseMs = 60 * 60 * 1000;
const maxTypes = 500;

/** Finds services on the local network: asks, listens, and lets go of what says goodbye or runs out. */
export class ServiceBrowser {
  readonly #context: Pick<PluginContext, 'diagnose'>;
  readonly #transport: MulticastTransport;
  readonly #directory: ServiceDirectory;
  readonly #types: Set<string>;
  #pauseMs = firstPauseMs;
  #askTimer: NodeJS.Timeout | undefined;
  #sweepTimer: NodeJS.Timeout | undefined;
  #running = false;

  constructor(context: Pick<PluginContext, 'diagnose'>, { network, types, ignored }: BrowserOptions, handlers: BrowserHandlers) {
    this.#context = context;
    this.#types = new Set(types);
    this.#directory = new ServiceDirectory(
      {
        found: (service) => handlers.found(service),
        heardAgain: (service) => handlers.heardAgain(service),
        lost: (service) => handlers.lost(service),
        ask: (questions) => this.#transport.ask(questions),
        typeHeard: (type) => this.#hear(type),
        refused: (code, message) => context.diagnose({ code, message, place: 'mdns' }),
      },
      ignored,
    );
    this.#transport = new MulticastTransport(network, {
      records: (records, sender) => this.#take(checkRecords(records), sender),
      networkChanged: () => this.#askFromTheStart(),
      problem: (error) => context.diagnose({ code: 'mdns-packet', message: messageOf(error), place: 'mdns' }),
    });
  }

  start(): void {
    this.#running = true;
    this.#transport.start();
  }

  async stop(): Promise<void> {
    this.#running = false;
    clearTimeout(this.#askTimer);
    clearTimeout(this.#sweepTimer);
    await this.#transport.stop();
  }

  #take(records: ReturnType<typeof checkRecords>, sender: string): void {
    if (!this.#running) return;
    this.#directory.take(records, sender, Date.now());
    this.#sweep();
  }

  #sweep(): void {
    clearTimeout(this.#sweepTimer);
    const next = this.#directory.sweep(Date.now());
    if (next !== undefined) this.#sweepTimer = setTimeout(() => this.#sweep(), Math.max(next - Date.now(), 20));
  }

  #hear(type: string): void {
    if (this.#types.has(type)) return;
    if (this.#types.size >= maxTypes) {
      this.#context.diagnose({
        code: 'too-many-services',
        message: `more than ${maxTypes} service types; ${type} is left out`,
        place: 'mdns',
      });
      return;
    }
    this.#types.add(type);
    this.#transport.ask([{ name: `${type}.local`, type: 'PTR' }]);
  }

  #askFromTheStart(): void {
    if (!this.#running) return;
    this.#pauseMs = firstPauseMs;
    this.#ask();
  }

  // RFC 6762, section 5.2: the pause between two questions at least doubles, up to an hour.
  #ask(): void {
    clearTimeout(this.#askTimer);
    const questions: Question[] = [...this.#types].map((type) => ({ name: `${type}.local`, type: 'PTR' }));
    this.#transport.ask([{ name: allTypes, type: 'PTR' }, ...questions]);
    this.#askTimer = setTimeout(() => this.#ask(), this.#pauseMs);
    this.#pauseMs = Math.min(this.#pauseMs * 2, longestPauseMs);
  }
}
