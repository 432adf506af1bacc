import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A message of Home Assistant's discovery, and what the product says on the topics in it. */
interface Sample {
  readonly id: string;
  readonly topic: string;
  readonly payload: unknown;
  readonly states: readonly { readonly topic: string; readonly payload: string }[];
}

/** An entry of Zigbee2MQTT's list of devices, and a state of the device. */
interface ZigbeeSample {
  readonly device: Readonly<Record<string, unknown>>;
  readonly topic: string;
  readonly state: Readonly<Record<string, unknown>>;
  readonly action?: string;
}

/** What a product of another dialect says, and which of its items can be written. */
interface DialectSample {
  readonly device: string;
  readonly messages: readonly {
    readonly topic: string;
    /** '' where it is bytes. */
    readonly payload: string;
    readonly payload_base64?: string;
    readonly retain: boolean;
  }[];
  readonly expects?: { readonly settable?: readonly string[] };
}

/** A folder of messages, one a line. */
export class Corpus {
  readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
  }

  get isHere(): boolean {
    return existsSync(this.folder);
  }

  homeAssistant(file: string): Sample[] {
    return this.#lines<Sample>(`homeassistant-mqtt/${file}`);
  }

  zigbee(): ZigbeeSample[] {
    return this.#lines<ZigbeeSample>('zigbee2mqtt/devices.jsonl');
  }

  /** Products with a language of their own. */
  dialect(name: string): DialectSample[] {
    const lines = this.#lines<DialectSample>(`mqtt-dialects/${name}.jsonl`);
    return lines.map((line) => ({ ...line, messages: line.messages.map((message) => ({ ...message, payload: message.payload ?? '' })) }));
  }

  #lines<T>(file: string): T[] {
    return readFileSync(join(this.folder, file), 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as T);
  }
}

/** A few messages of each kind, written from the documents of Home Assistant and Zigbee2MQTT; always here. */
export const written = new Corpus(join(import.meta.dirname, 'samples'));

/** Recorded messages of real products, which only the workshop has (`CONCORD_CORPUS`, or beside the repository). */
export const recorded = new Corpus(process.env['CONCORD_CORPUS'] ?? join(import.meta.dirname, '../../../../shared/corpus'));

if (!recorded.isHere) {
  if (process.env['CI'] === 'true') throw new Error('the corpus of recorded messages is missing; set CONCORD_CORPUS to its folder');
  console.warn('skipped: the corpus of recorded messages is not here (CONCORD_CORPUS)');
}
