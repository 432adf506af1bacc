import { Session, type Delivery, type StoredMessage } from './session.ts';
import type { LineReaders, SessionLine, SureQos } from './session-lines.ts';
import { storedMessage, type SessionTable } from './session-table.ts';

/** What reads the lines of the journal into the table; `numbered` is told the number of each message. */
export function lineReaders(table: SessionTable, numbered: (number: number) => void): LineReaders {
  return {
    session: ({ session: id, user, filters, away }) => {
      const session = table.get(id) ?? table.add(new Session(id, user ?? undefined));
      session.awaySince = away ?? undefined;
      const kept = new Map(filters);
      for (const filter of [...session.filters.keys()]) if (!kept.has(filter)) table.setFilter(session, filter, undefined);
      for (const [filter, qos] of kept) table.setFilter(session, filter, qos);
      return true;
    },
    ended: ({ ended }) => {
      const session = table.get(ended);
      if (session) table.delete(session);
      return true;
    },
    message: ({ message: number, topic, payload, to, from }) => {
      numbered(number);
      const message = storedMessage(number, topic, Buffer.from(payload, 'base64'));
      for (const [id, qos] of to) {
        const session = table.get(id);
        // The library counts up from 1, so below it there is no clash with what it will say.
        if (session) table.enqueue(session, { message, qos, counter: -number, id: undefined, released: false });
      }
      if (from) table.get(from[0])?.received.add(from[1]);
      return true;
    },
    given: ({ given, session: id, id: packet, released }) => {
      const session = table.get(id);
      const delivery = session?.numbered(given);
      if (!session || !delivery) return true;
      delivery.released = released;
      return session.give(delivery, packet) === packet;
    },
    delivered: ({ delivered, session: id }) => {
      const session = table.get(id);
      const delivery = session?.numbered(delivered);
      if (session && delivery) table.dequeue(session, delivery);
      return true;
    },
    received: ({ received, session: id, open }) => {
      const session = table.get(id);
      if (open) session?.received.add(received);
      else session?.received.delete(received);
      return true;
    },
  };
}

/** All that is true now, as the lines that would bring it back. */
export function* snapshot(table: SessionTable): Iterable<SessionLine> {
  const messages = new Map<StoredMessage, [Session, Delivery][]>();
  for (const session of table.all()) {
    yield headLine(session);
    for (const id of session.received) yield { received: id, session: session.id, open: true };
    for (const delivery of session.queue) {
      const all = messages.get(delivery.message);
      if (all) all.push([session, delivery]);
      else messages.set(delivery.message, [[session, delivery]]);
    }
  }
  for (const [message, deliveries] of [...messages].toSorted(([one], [other]) => one.number - other.number)) {
    yield messageLine(message, new Map(deliveries.map(([session, { qos }]) => [session, qos])));
    for (const [session, delivery] of deliveries)
      if (delivery.qos === 2 && delivery.id !== undefined) yield givenLine(session, delivery, delivery.id);
  }
}

export function headLine({ id, user, filters, awaySince }: Session): SessionLine {
  return { session: id, user: user ?? null, filters: [...filters], away: awaySince ?? null };
}

export function messageLine(
  { number, topic, payload }: StoredMessage,
  to: ReadonlyMap<Session, SureQos>,
  from?: { readonly session: Session; readonly id: number },
): SessionLine {
  return {
    message: number,
    topic,
    payload: payload.toString('base64'),
    to: [...to].map(([{ id }, qos]) => [id, qos]),
    ...(from && { from: [from.session.id, from.id] }),
  };
}

export function givenLine({ id: session }: Session, { message, released }: Delivery, id: number): SessionLine {
  return { given: message.number, session, id, released };
}
