/** As mqtt.js calls MQTT 3.1.1 and 5. */
export type ProtocolVersion = 4 | 5;

/** CONNACK codes of MQTT 3.1.1 and 5: the broker speaks another version only. */
const unacceptable = new Set<unknown>([1, 0x84]);

/**
 * Which version to speak. 5 first: it alone says why something is refused and ends a session that nobody needs any more, and a broker that
 * does not know it has to say so (MQTT 3.1.1, section 3.1.2.2). Some hang up instead, so silence counts as well; the second one in a row, since
 * a broker that is just being stopped says nothing either.
 */
export class VersionChoice {
  readonly #isFixed: boolean;
  #version: ProtocolVersion;
  #silences = 0;

  constructor(wanted: '3.1.1' | '5' | undefined) {
    this.#isFixed = wanted !== undefined;
    this.#version = wanted === '3.1.1' ? 4 : 5;
  }

  get version(): ProtocolVersion {
    return this.#version;
  }

  /** The broker refused with this code, or ended the connection before it answered (undefined). */
  refused(code: unknown): void {
    this.#silences = code === undefined ? this.#silences + 1 : 0;
    if (this.#isFixed || !(unacceptable.has(code) || this.#silences === 2)) return;
    this.#silences = 0;
    this.#version = this.#version === 5 ? 4 : 5;
  }
}
