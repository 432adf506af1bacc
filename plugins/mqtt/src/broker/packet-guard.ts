import type { Socket } from 'node:net';

/** Fixed header of MQTT 3.1.1, section 2.2.3: a length of at most four bytes, seven bits each, lowest first. */
const lengthBytes = 4;

/** Follows the packets of a stream by their headers alone and says when one is announced that is larger than allowed. */
export class PacketGuard {
  readonly #maxBytes: number;
  /** Bytes of the current packet's body that are still to come. */
  #body = 0;
  #inLength = false;
  #length = 0;
  #shift = 0;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  /** False as soon as the bytes announce a packet that is too large, or one whose length can't be read. */
  accepts(chunk: Uint8Array): boolean {
    let at = 0;
    while (at < chunk.length) {
      if (this.#body > 0) {
        const skipped = Math.min(this.#body, chunk.length - at);
        this.#body -= skipped;
        at += skipped;
      } else if (!this.#inLength) {
        this.#inLength = true;
        this.#length = this.#shift = 0;
        at++;
      } else {
        const byte = chunk[at++] ?? 0;
        this.#length |= (byte & 0x7f) << this.#shift;
        this.#shift += 7;
        if (this.#length > this.#maxBytes) return false;
        if (byte & 0x80) {
          if (this.#shift >= 7 * lengthBytes) return false;
        } else {
          this.#inLength = false;
          this.#body = this.#length;
        }
      }
    }
    return true;
  }
}

/**
 * Cuts a connection that announces too large a packet, before its bytes pile up. The broker library pulls bytes with `read` and has no
 * limit of its own, so the guard looks at what `read` answers.
 */
export function guardSocket(socket: Socket, maxBytes: number, refuse: () => void): void {
  const guard = new PacketGuard(maxBytes);
  const read = socket.read.bind(socket);
  socket.read = (size?: number): Buffer | null => {
    const chunk = read(size) as Buffer | null;
    if (chunk === null || guard.accepts(chunk)) return chunk;
    refuse();
    socket.destroy();
    return null;
  };
}
