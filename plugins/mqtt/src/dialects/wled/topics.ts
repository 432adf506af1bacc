import type { Sending } from '../../devices/fragment.ts';

/** The topics of one WLED (kno.wled.ge, "MQTT"). */
export class WledTopics {
  readonly device: string;

  constructor(device: string) {
    this.device = device;
  }

  get level(): string {
    return `${this.device}/g`;
  }

  get color(): string {
    return `${this.device}/c`;
  }

  get state(): string {
    return `${this.device}/v`;
  }

  /** `ON`, `OFF`, `T`, or a brightness of 0 to 255. */
  main(payload: string): Sending {
    return { topic: this.device, payload };
  }

  col(payload: string): Sending {
    return { topic: `${this.device}/col`, payload };
  }

  /** The HTTP API's parameters, or the JSON API's object. */
  api(payload: string): Sending {
    return { topic: `${this.device}/api`, payload };
  }
}
