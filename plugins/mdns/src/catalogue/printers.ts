import type { Service } from '../discovery/service.ts';
import { firstOf, txt, type Row } from './row.ts';

const words = 'A printer is no part of the home yet: this hub shows it only.';

/** Bonjour printing specification: `usb_MFG`/`usb_MDL` where given; otherwise `ty` is maker and model in one text, `product` the model in brackets. */
const makers: readonly string[] = [
  'HP',
  'Hewlett-Packard',
  'Brother',
  'Canon',
  'EPSON',
  'Epson',
  'Samsung',
  'Xerox',
  'Lexmark',
  'Kyocera',
  'KONICA MINOLTA',
  'RICOH',
  'OKI',
  'Dell',
  'Sharp',
  'Zebra',
  'DYMO',
  'Pantum',
  'Fujifilm',
];

function makerInType(service: Service): string | undefined {
  const type = txt('ty')(service)?.toLowerCase();
  return type === undefined ? undefined : makers.find((maker) => type.startsWith(maker.toLowerCase()));
}

const inBrackets = (service: Service) => /^\((.+)\)$/.exec(txt('product')(service) ?? '')?.[1];

const printer = {
  maker: firstOf(txt('usb_MFG'), txt('mfg'), makerInType),
  model: firstOf(txt('usb_MDL'), txt('mdl'), inBrackets, txt('ty')),
  kind: 'printer',
  identity: txt('UUID'),
} as const;
const scanner = { ...printer, kind: 'scanner' } as const;

export const printerRows: readonly Row[] = [
  { type: '_ipp._tcp', ...printer, protocol: 'ipp', says: words },
  { type: '_ipps._tcp', ...printer, protocol: 'ipp', says: words },
  { type: '_printer._tcp', ...printer, protocol: 'lpd', says: words },
  { type: '_pdl-datastream._tcp', ...printer, protocol: 'pdl', says: words },
  { type: '_fax-ipp._tcp', ...printer, protocol: 'ipp', says: words },
  { type: '_ptp._tcp', ...printer, kind: 'camera', says: 'A camera that hands over its pictures.' },
  { type: '_scanner._tcp', ...scanner, says: 'A scanner is no part of the home yet: this hub shows it only.' },
  { type: '_uscan._tcp', ...scanner, protocol: 'escl', says: 'A scanner is no part of the home yet: this hub shows it only.' },
  { type: '_uscans._tcp', ...scanner, protocol: 'escl', says: 'A scanner is no part of the home yet: this hub shows it only.' },
  {
    type: '_octoprint._tcp',
    maker: 'OctoPrint',
    model: txt('model'),
    kind: '3-D printer',
    protocol: 'octoprint',
    says: 'A 3-D printer: this hub shows it only.',
  },
];
