import type { Listener } from '../dispatcher.ts';
import type { Message } from '../topics/message.ts';
import type { MappedDevice } from './mapped-device.ts';
import type { DialectName } from './dialect-name.ts';
import type { Part, PartListener } from './part.ts';

/** Leads the messages of one topic to one part of a device. */
export class PartRoute implements Listener {
  readonly device: MappedDevice;
  readonly #part: Part;
  readonly #listener: PartListener;

  constructor(device: MappedDevice, part: Part, listener: PartListener) {
    this.device = device;
    this.#part = part;
    this.#listener = listener;
  }

  /** Who named the topic. */
  get dialect(): DialectName {
    return this.#part.dialect;
  }

  get deviceKey(): string {
    return this.device.key;
  }

  get takesBytes(): boolean {
    return this.#listener.takesBytes ?? false;
  }

  receive(message: Message): void {
    this.device.receive(this.#part, this.#listener, message);
  }
}
