import { firstOf, txt, type Row } from './row.ts';

const notOurs = 'not a home device';

/** What computers and nearly everything with a network socket announce beside what they are. */
export const computerRows: readonly Row[] = [
  {
    type: '_arduino._tcp',
    model: (service) => txt('board')(service)?.replaceAll('"', ''),
    kind: notOurs,
    says: 'A development board that accepts new programs over the network.',
  },
  {
    type: '_http._tcp',
    maker: firstOf(txt('vendor'), txt('manufacturer')),
    model: txt('model'),
    kind: 'web page',
    protocol: 'http',
    says: 'A product with a web page; what it is it does not say.',
    companion: true,
  },
  {
    type: '_https._tcp',
    kind: 'web page',
    protocol: 'http',
    says: 'A product with a web page; what it is it does not say.',
    companion: true,
  },
  {
    type: '_http-alt._tcp',
    kind: 'web page',
    protocol: 'http',
    says: 'A product with a web page; what it is it does not say.',
    companion: true,
  },
  { type: '_smb._tcp', kind: 'file server', says: 'A computer that shares files.', companion: true },
  { type: '_afpovertcp._tcp', kind: 'file server', says: 'A computer that shares files.', companion: true },
  { type: '_nfs._tcp', kind: 'file server', says: 'A computer that shares files.', companion: true },
  { type: '_adisk._tcp', kind: 'file server', says: 'It keeps backups of Macs.', companion: true },
  { type: '_webdav._tcp', kind: 'file server', says: 'A computer that shares files.', companion: true },
  { type: '_ftp._tcp', kind: 'file server', says: 'A computer that shares files.', companion: true },
  { type: '_ssh._tcp', kind: notOurs, says: 'A computer.', companion: true },
  { type: '_sftp-ssh._tcp', kind: notOurs, says: 'A computer.', companion: true },
  { type: '_telnet._tcp', kind: notOurs, says: 'A computer.', companion: true },
  { type: '_rfb._tcp', kind: notOurs, says: 'A computer that shares its screen.', companion: true },
  { type: '_workstation._tcp', kind: notOurs, says: 'A computer.', companion: true },
  { type: '_udisks-ssh._tcp', kind: notOurs, says: 'A computer.', companion: true },
  { type: '_device-info._tcp', model: txt('model'), kind: notOurs, says: 'A computer.', companion: true },
  { type: '_sleep-proxy._udp', kind: notOurs, says: 'It answers for computers that sleep.', companion: true },
  { type: '_apple-mobdev2._tcp', maker: 'Apple', kind: notOurs, says: 'An iPhone or iPad.', companion: true },
  { type: '_remotepairing._tcp', maker: 'Apple', kind: notOurs, says: 'An iPhone or iPad.', companion: true },
  { type: '_rdlink._tcp', maker: 'Apple', kind: notOurs, says: 'An Apple product.', companion: true },
  { type: '_asquic._udp', maker: 'Apple', kind: notOurs, says: 'An Apple product.', companion: true },
  { type: '_system-bridge._tcp', maker: 'System Bridge', kind: notOurs, identity: txt('uuid'), says: 'A computer that reports its state.' },
];
