import { firstOf, inName, named, txt, txtLike, type Row } from './row.ts';
import type { Service } from '../discovery/service.ts';

/** What stands in a model's name → what the product is. The first that fits counts; what is left is a relay. */
const kinds: readonly (readonly [RegExp, string])[] = [
  [/dimmer|rgb|bulb|duo|vintage|light|ledstrip/i, 'light'],
  [/em(g\d)?$|3em|em-50|pm(mini|minig\d)|\dem$/i, 'energy meter'],
  [/plug/i, 'plug'],
  [/flood/i, 'leak sensor'],
  [/smoke/i, 'smoke alarm'],
  [/gas/i, 'gas alarm'],
  [/(^|shelly|plus|mini)h&?t/i, 'temperature and humidity sensor'],
  [/motion|presence/i, 'presence sensor'],
  [/dw2?$|door/i, 'contact sensor'],
  [/trv/i, 'radiator valve'],
  [/shutter|cover/i, 'cover'],
  [/i4|i3|button/i, 'button'],
  [/walldisplay/i, 'wall display'],
  [/blugw|gateway/i, 'gateway'],
  [/uni$|uni-/i, 'sensor'],
];

const modelInName = inName(/^(shelly[^-]*(?:-[^-]+)*)-[0-9a-f]{6,12}$/i);
const model = firstOf(txt('app'), modelInName);
const mac = inName(/-([0-9a-f]{12})$/i);
const kind = (service: Service) => kindOf(model(service) ?? '');

function kindOf(name: string): string {
  return kinds.find(([pattern]) => pattern.test(name))?.[1] ?? 'switch';
}

const secondGeneration = { kind, model, mac, maker: 'Shelly', protocol: 'shelly' } as const;

export const shellyRows: readonly Row[] = [
  { type: '_shelly._tcp', ...secondGeneration, says: 'It can be taken into the home right here.' },
  {
    type: '_http._tcp',
    when: (service) => named(/^shelly/i)(service) && txtLike('gen', /^[2-9]$/)(service),
    ...secondGeneration,
    says: 'It can be taken into the home right here.',
  },
  {
    type: '_http._tcp',
    when: named(/^shelly/i),
    ...secondGeneration,
    model: firstOf(modelInName, txt('id')),
    says: 'A Shelly of the first generation: switch MQTT on in its settings and let it join this hub’s broker.',
  },
];
