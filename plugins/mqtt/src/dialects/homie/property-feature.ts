import { featureOf, type Feature } from '../../mapping/feature.ts';
import type { HomieNode, HomieProperty } from './description.ts';
import { featuresOfSchema } from './json-schema.ts';
import { plainName } from '../../mapping/plain-name.ts';

import { isFraction, readRange } from './range.ts';
import type { HomieVersion } from './wire.ts';

/** How products write units that the shared table has under another name. */
const units: Readonly<Record<string, string>> = {
  c: '°C',
  f: '°F',
  celsius: '°C',
  fahrenheit: '°F',
  degc: '°C',
  'deg c': '°C',
  degf: '°F',
  percent: '%',
  watt: 'W',
  watts: 'W',
  volts: 'V',
  'mk⁻¹': 'mired',
  mireds: 'mired',
};

const percent = { minimum: 0, maximum: 100 } as const;

type Narrowed = Partial<Feature> & Pick<Feature, 'type'>;

/** What each datatype is, with its format. */
const types: Readonly<Record<HomieProperty['datatype'], (property: HomieProperty, version: HomieVersion) => Narrowed>> = {
  integer: ({ format }) => ({ type: 'numeric', step: 1, ...stated(format) }),
  float: (property) => ({ type: 'numeric', ...(isFraction(property) ? percent : stated(property.format)) }),
  boolean: () => ({ type: 'binary', on: 'true', off: 'false' }),
  enum: ({ format }, version) => ({ type: 'enum', values: choicesOf(format, version) }),
  string: () => ({ type: 'text' }),
  color: () => ({ type: 'text' }),
  datetime: () => ({ type: 'datetime' }),
  duration: () => ({ type: 'numeric', unit: 's', minimum: 0 }),
  json: ({ format }) => ({ type: 'composite', ...featuresOfSchema(format) }),
};

/** A property as the feature that the shared tables know. Its item in the mapping report is `<node>/<property>`. */
export function featureOfProperty(node: HomieNode, property: HomieProperty, version: HomieVersion): Feature {
  const { id, name, isSettable, datatype, unit } = property;
  const narrowed = types[datatype](property, version);
  return featureOf({
    name: id,
    property: `${node.id}/${id}`,
    label: name.slice(0, 255),
    isWritable: isSettable,
    isReported: true,
    unit: unitOf(unit),
    ...narrowed,
  });
}

function stated(format: string): Partial<Feature> {
  const { minimum, maximum, step } = readRange(format);
  return { minimum, maximum, ...(step !== undefined && { step }) };
}

function unitOf(unit: string | undefined): string | undefined {
  const text = unit?.trim();
  if (text === undefined || text === '') return undefined;
  const key = text.toLowerCase();
  return Object.hasOwn(units, key) ? units[key] : text;
}

/** The words of an enum. Only in Homie 5 does the white space around them count. */
export function choicesOf(format: string, version: HomieVersion): string[] {
  const words = format.split(',').map((word) => (version === 4 ? word.trim() : word));
  return [...new Set(words)].filter((word) => word !== '').slice(0, 1000);
}

/** What Homie 5 calls the two values of a boolean: `closed,open`. */
export function labelsOf({ datatype, format }: HomieProperty): { readonly no: string; readonly yes: string } | undefined {
  const [no = '', yes = '', ...more] = datatype === 'boolean' ? format.split(',').map(plainName) : [];
  return no !== '' && yes !== '' && more.length === 0 ? { no, yes } : undefined;
}
