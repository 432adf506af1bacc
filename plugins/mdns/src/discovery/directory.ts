import { isIP } from 'node:net';
import { mayAnnounce } from '../network/local.ts';
import { Lease } from './lease.ts';
import { splitInstance, typeOf, allTypes } from './names.ts';
import type { CheckedRecord } from './records.ts';
import type { Service } from './service.ts';
import type { Question } from './transport.ts';
import { decodeTxt, type Txt } from './txt.ts';

interface DirectoryHandlers {
  /** A service came, or what is known of it changed. */
  found(service: Service): void;
  /** A service was announced once more, unchanged: its product may have started anew. */
  heardAgain(service: Service): void;
  lost(service: Service): void;
  ask(questions: Question[]): void;
  typeHeard(type: string): void;
  /** Announcements that are refused. */
  refused(code: 'too-many-services' | 'address-not-local', message: string): void;
}

interface Entry {
  readonly fullName: string;
  readonly name: string;
  readonly type: string;
  /** Of the pointer (often over an hour), and of the server record (two minutes): whichever is over first ends the service. */
  readonly lease: Lease;
  serverLease?: Lease;
  server?: { readonly target: string; readonly port: number };
  txt?: Txt;
  sender: string;
  shown?: Service;
}

/** A home has dozens; a flood of made-up names must not eat the memory. */
const maxServices = 2000;
const maxAddressesOfHost = 16;
const maxHosts = 2000;

/**
 * What is announced on the network now, put together from the records of all packets: pointer, server, text and addresses may come in
 * any order and in packets of their own. Moments are milliseconds, handed in.
 */
export class ServiceDirectory {
  readonly #handlers: DirectoryHandlers;
  readonly #ignored: (type: string) => boolean;
  readonly #entries = new Map<string, Entry>();
  readonly #hosts = new Map<string, Map<string, Lease>>();

  constructor(handlers: DirectoryHandlers, ignored: (type: string) => boolean) {
    this.#handlers = handlers;
    this.#ignored = ignored;
  }

  /** Takes the records of one packet. */
  take(records: readonly CheckedRecord[], sender: string, now: number): void {
    const touched = new Set<Entry>();
    for (const record of records) if (record.type === 'PTR') this.#takePointer(record, sender, now, touched);
    const touchedHosts = new Set<string>();
    for (const record of records) {
      if (record.type === 'A') this.#takeAddress(record, sender, now, touchedHosts);
      else if (record.type !== 'PTR') this.#takeDetail(record, sender, now, touched);
    }
    if (touchedHosts.size > 0) {
      for (const entry of this.#entries.values()) if (entry.server && touchedHosts.has(hostKey(entry.server.target))) touched.add(entry);
    }
    for (const entry of touched) if (!this.#show(entry) && entry.shown) this.#handlers.heardAgain(entry.shown);
    this.#askForMissing(touched);
  }

  /** Drops what has run out, asks again for what is about to, and answers when to call next (undefined: nothing is announced). */
  sweep(now: number): number | undefined {
    const questions = new Map<string, Question>();
    let next = Infinity;
    for (const [key, entry] of this.#entries) {
      const leases = entry.serverLease ? [entry.lease, entry.serverLease] : [entry.lease];
      if (leases.some((lease) => lease.isOver(now))) {
        this.#entries.delete(key);
        if (entry.shown) this.#handlers.lost(entry.shown);
        continue;
      }
      if (leases.map((lease) => lease.mustAsk(now)).includes(true)) {
        questions.set(entry.type, { name: `${entry.type}.local`, type: 'PTR' });
        if (canBeAsked(entry.name)) questions.set(key, { name: entry.fullName, type: 'ANY' });
      }
      next = Math.min(next, ...leases.map((lease) => lease.nextMoment));
    }
    const inUse = new Set([...this.#entries.values()].flatMap(({ server }) => (server ? [hostKey(server.target)] : [])));
    for (const [host, addresses] of this.#hosts) {
      for (const [address, lease] of addresses) if (lease.isOver(now) && !inUse.has(host)) addresses.delete(address);
      if (addresses.size === 0) this.#hosts.delete(host);
    }
    if (questions.size > 0) this.#handlers.ask([...questions.values()]);
    return next === Infinity ? undefined : next;
  }

  #takePointer({ name, target, ttl }: CheckedRecord & { type: 'PTR' }, sender: string, now: number, touched: Set<Entry>): void {
    if (name.toLowerCase() === allTypes) {
      const heard = typeOf(target);
      if (heard !== undefined && ttl > 0 && !this.#ignored(heard)) this.#handlers.typeHeard(heard);
      return;
    }
    const type = typeOf(name);
    const split = type === undefined || this.#ignored(type) ? undefined : splitInstance(target, type);
    if (!split) return;
    const key = target.toLowerCase();
    const known = this.#entries.get(key);
    if (known) {
      if (ttl === 0) known.lease.end(now);
      else known.lease.renew(now, ttl);
      touched.add(known);
      return;
    }
    if (ttl === 0) return;
    if (this.#entries.size >= maxServices) {
      this.#handlers.refused('too-many-services', `more than ${maxServices} services are announced; "${split.instance}" is left out`);
      return;
    }
    const entry: Entry = { fullName: target, name: split.instance, type: split.type, lease: new Lease(now, ttl), sender };
    this.#entries.set(key, entry);
    touched.add(entry);
  }

  #takeDetail(record: CheckedRecord & { type: 'SRV' | 'TXT' }, sender: string, now: number, touched: Set<Entry>): void {
    const entry = this.#entries.get(record.name.toLowerCase());
    // A goodbye of these records alone says nothing: the service is gone when its pointer is.
    if (!entry || record.ttl === 0) return;
    if (record.type === 'TXT') entry.txt = decodeTxt(record.strings);
    else {
      entry.server = { target: record.target, port: record.port };
      if (entry.serverLease) entry.serverLease.renew(now, record.ttl);
      else entry.serverLease = new Lease(now, record.ttl);
      entry.sender = sender;
    }
    touched.add(entry);
  }

  #takeAddress({ name, address, ttl, flush }: CheckedRecord & { type: 'A' }, sender: string, now: number, touchedHosts: Set<string>): void {
    const host = hostKey(name);
    if (ttl > 0 && !mayAnnounce(sender, address)) {
      this.#handlers.refused(
        'address-not-local',
        `"${host}" announces ${address} from ${sender}, which is no address of a product of the home`,
      );
      return;
    }
    const addresses = this.#hosts.get(host) ?? new Map<string, Lease>();
    if (ttl === 0) addresses.delete(address);
    else {
      // More than a second old: those of the same announcement, sent in several packets, stay.
      if (flush)
        for (const [other, lease] of addresses) if (isIP(other) === isIP(address) && lease.since < now - 1000) addresses.delete(other);
      if (addresses.size >= maxAddressesOfHost || (addresses.size === 0 && this.#hosts.size >= maxHosts)) return;
      // Deleted first, so that the newest stands last.
      addresses.delete(address);
      addresses.set(address, new Lease(now, ttl));
      this.#hosts.set(host, addresses);
    }
    touchedHosts.add(host);
  }

  /** False if it is shown already as it is. */
  #show(entry: Entry): boolean {
    const { server, shown } = entry;
    if (!server) return false;
    const service: Service = {
      id: entry.fullName.toLowerCase(),
      type: entry.type,
      name: entry.name,
      host: hostKey(server.target),
      port: server.port,
      txt: entry.txt ?? new Map(),
      addresses: this.#addressesOf(server.target, entry.sender),
      sender: entry.sender,
    };
    if (shown && isSame(shown, service)) return false;
    entry.shown = service;
    this.#handlers.found(service);
    return true;
  }

  #addressesOf(target: string, sender: string): string[] {
    const newestFirst = [...(this.#hosts.get(hostKey(target))?.keys() ?? [])].toReversed();
    const rank = (address: string) => (isIP(address) === 6 ? 2 : address === sender ? 0 : 1);
    return newestFirst.sort((a, b) => rank(a) - rank(b));
  }

  #askForMissing(touched: ReadonlySet<Entry>): void {
    const questions: Question[] = [];
    for (const { server, txt, fullName, name } of touched) {
      if ((!server || !txt) && canBeAsked(name)) questions.push({ name: fullName, type: 'ANY' });
      if (server && !this.#hosts.has(hostKey(server.target))) questions.push({ name: server.target, type: 'A' });
    }
    if (questions.length > 0) this.#handlers.ask(questions);
  }
}

/** A name with a dot can't be asked for, since the library would send it as two labels; it is asked for by its type. */
function canBeAsked(instance: string): boolean {
  return !instance.includes('.');
}

function hostKey(name: string): string {
  return name
    .toLowerCase()
    .replace(/\.$/, '')
    .replace(/\.local$/, '');
}

function isSame(a: Service, b: Service): boolean {
  return (
    a.host === b.host &&
    a.port === b.port &&
    a.sender === b.sender &&
    a.addresses.join() === b.addresses.join() &&
    a.txt.size === b.txt.size &&
    [...a.txt].every(([key, value]) => b.txt.get(key) === value)
  );
}
