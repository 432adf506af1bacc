import { beforeEach, describe, expect, it } from 'vitest';
import { localAddresses } from '../network/local.ts';
import { ServiceDirectory } from './directory.ts';
import { checkRecords, type CheckedRecord } from './records.ts';
import type { Service } from './service.ts';
import type { Question } from './transport.ts';

const found: Service[] = [];
const again: string[] = [];
const lost: string[] = [];
const asked: Question[] = [];
const refused: string[] = [];
const heard: string[] = [];
let directory: ServiceDirectory;

beforeEach(() => {
  for (const list of [found, again, lost, asked, refused, heard]) list.length = 0;
  directory = new ServiceDirectory(
    {
      found: (service) => found.push(service),
      heardAgain: ({ id }) => again.push(id),
      lost: ({ id }) => lost.push(id),
      ask: (questions) => asked.push(...questions),
      typeHeard: (type) => heard.push(type),
      refused: (code) => refused.push(code),
    },
    (type) => type.startsWith('_matter'),
  );
});

const pointer = (name: string, ttl = 4500): CheckedRecord => ({
  type: 'PTR',
  name: '_ipp._tcp.local',
  target: `${name}._ipp._tcp.local`,
  ttl,
});
const server = (name: string, target = 'printer.local', port = 631, ttl = 120): CheckedRecord => ({
  type: 'SRV',
  name: `${name}._ipp._tcp.local`,
  target,
  port,
  ttl,
});
const text = (name: string, ...strings: string[]): CheckedRecord => ({
  type: 'TXT',
  name: `${name}._ipp._tcp.local`,
  strings: strings.map((string) => Buffer.from(string)),
  ttl: 4500,
});
const address = (host: string, ip: string, flush = false, ttl = 120): CheckedRecord => ({
  type: 'A',
  name: `${host}.local`,
  address: ip,
  flush,
  ttl,
});

function announce(name: string, now = 0): void {
  directory.take([pointer(name), server(name), text(name, 'ty=X'), address('printer', '10.0.0.5')], '10.0.0.5', now);
}

describe('the directory of services', () => {
  it('puts a service together from one packet', () => {
    announce('Office');
    expect(found).toEqual([
      {
        id: 'office._ipp._tcp.local',
        type: '_ipp._tcp',
        name: 'Office',
        host: 'printer',
        port: 631,
        txt: new Map([['ty', 'X']]),
        addresses: ['10.0.0.5'],
        sender: '10.0.0.5',
      },
    ]);
  });

  it('puts a service together from many packets, and asks for what is missing', () => {
    directory.take([pointer('Office')], '10.0.0.5', 0);
    expect(asked).toEqual([{ name: 'Office._ipp._tcp.local', type: 'ANY' }]);
    directory.take([server('Office')], '10.0.0.5', 1);
    expect(asked.at(-1)).toEqual({ name: 'printer.local', type: 'A' });
    directory.take([text('Office', 'note=')], '10.0.0.5', 2);
    directory.take([address('printer', '10.0.0.5')], '10.0.0.5', 3);
    expect(found.at(-1)).toMatchObject({ txt: new Map([['note', '']]), addresses: ['10.0.0.5'] });
  });

  it('keeps the dots of an instance name, and does not ask for it by that name', () => {
    directory.take([pointer('HP 1.2 [A].x')], '10.0.0.5', 0);
    expect(asked).toEqual([]);
    announce('HP 1.2 [A].x');
    expect(found[0]).toMatchObject({ name: 'HP 1.2 [A].x', type: '_ipp._tcp' });
  });

  it('shows an announcement that only repeats as a sign of life, not as news', () => {
    announce('Office');
    announce('Office', 60_000);
    expect(found).toHaveLength(1);
    expect(again).toEqual(['office._ipp._tcp.local']);
  });

  it('loses a service a second after its goodbye, and not at all where another announcement follows', () => {
    announce('Office');
    directory.take([pointer('Office', 0)], '10.0.0.5', 1000);
    directory.sweep(1999);
    expect(lost).toEqual([]);
    directory.take([pointer('Office')], '10.0.0.5', 1999);
    directory.sweep(2001);
    expect(lost).toEqual([]);
    directory.take([pointer('Office', 0)], '10.0.0.5', 3000);
    expect(directory.sweep(4000)).toBeUndefined();
    expect(lost).toEqual(['office._ipp._tcp.local']);
  });

  it('asks again before a service runs out, and then loses it', () => {
    announce('Office');
    asked.length = 0;
    expect(directory.sweep(1)).toBe(96_000);
    directory.sweep(96_000);
    expect(asked).toEqual([
      { name: '_ipp._tcp.local', type: 'PTR' },
      { name: 'Office._ipp._tcp.local', type: 'ANY' },
    ]);
    directory.sweep(120_000);
    expect(lost).toHaveLength(1);
  });

  it('takes a changed address and a changed port for the same service', () => {
    announce('Office');
    directory.take([address('printer', '10.0.0.9', true)], '10.0.0.9', 10_000);
    expect(found.at(-1)?.addresses).toEqual(['10.0.0.9']);
    directory.take([server('Office', 'printer.local', 632)], '10.0.0.9', 10_000);
    expect(found.at(-1)).toMatchObject({ id: 'office._ipp._tcp.local', port: 632 });
    expect(lost).toEqual([]);
  });

  it('takes this machine’s own address from this machine alone', () => {
    const own = localAddresses(undefined)[0]?.address ?? '';
    const records = [pointer('A'), server('A'), address('printer', own)];
    directory.take(records, '10.0.0.5', 0);
    expect(found.at(-1)?.addresses).toEqual([]);
    expect(refused).toEqual(['address-not-local']);
    directory.take(records, own, 0);
    expect(found.at(-1)).toMatchObject({ addresses: [own], sender: own });
  });

  it('puts the address of the sender first, and IPv6 last', () => {
    directory.take(
      [
        pointer('Office'),
        server('Office'),
        text('Office'),
        address('printer', 'fe80::1'),
        address('printer', '10.0.0.5'),
        address('printer', '10.0.0.6'),
      ],
      '10.0.0.5',
      0,
    );
    expect(found[0]?.addresses).toEqual(['10.0.0.5', '10.0.0.6', 'fe80::1']);
  });

  it.each(['8.8.8.8', '127.0.0.1', '2001:4860:4860::8888', '::1'])('refuses the address %s, which is not of the home', (ip) => {
    directory.take([pointer('Office'), server('Office'), address('printer', ip)], '10.0.0.5', 0);
    expect(refused).toEqual(['address-not-local']);
    expect(found[0]?.addresses).toEqual([]);
  });

  it('leaves out what floods it', () => {
    for (let at = 0; at < 2100; at++) announce(`p${at}`);
    expect(found).toHaveLength(2000);
    expect(refused).toContain('too-many-services');
  });

  it('hears of types, but not of those that are somebody else’s', () => {
    const types = ['_foo._tcp.local', '_matter._tcp.local', 'nonsense'];
    directory.take(
      types.map((target) => ({ type: 'PTR', name: '_services._dns-sd._udp.local', target, ttl: 100 })),
      '10.0.0.5',
      0,
    );
    expect(heard).toEqual(['_foo._tcp']);
  });
});

it('reads only records that have the shape of their type', () => {
  const records = [
    { name: 'a', type: 'PTR', ttl: 5, data: 7 },
    { name: 'a', type: 'SRV', ttl: 5, data: { target: 'x' } },
    { name: 'a', type: 'SRV', ttl: 5, data: null },
    { name: 'a', type: 'TXT', ttl: 5, data: ['text'] },
    { name: 'a', type: 'A', ttl: 5, data: undefined },
    { name: 'a', type: 'NSEC', ttl: 5, data: 'x' },
    { name: 'a', type: 'PTR', ttl: NaN, data: 'b' },
  ];
  expect(checkRecords(records)).toEqual([{ type: 'PTR', name: 'a', ttl: 0, target: 'b' }]);
});
