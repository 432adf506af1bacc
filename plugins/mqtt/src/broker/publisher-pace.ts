import type { Aedes } from 'aedes';

interface Emitter {
  emit(packet: unknown, done: (error?: Error) => void): unknown;
}

/**
 * Keeps publishers from waiting for subscribers. The library reads no further from a publisher before each subscriber's socket has taken the
 * message, so that one client that sleeps with an open connection silences every other, and the home with them.
 */
export function freePublishers(aedes: Aedes): void {
  const { mq } = aedes as unknown as { mq: Emitter };
  const emit = mq.emit.bind(mq);
  mq.emit = (packet, done) => {
    emit(packet, () => undefined);
    // Not in this turn: the library may be taking packets apart, and reads on when this is done.
    queueMicrotask(done);
    return mq;
  };
}
