import { CommandRejectedError } from '@concord/sdk';
import type { Feature } from '../../mapping/feature.ts';
import { wholeIn, type WledElements } from './state-xml.ts';

/** An element of the state that no capability names: kept under `wled:`, and set by WLED's API (kno.wled.ge, "HTTP API", "JSON API"). */
export interface WledRow {
  readonly element: string;
  readonly feature: Pick<Feature, 'type' | 'name'> & Partial<Feature>;
  /** Undefined: it does not say. */
  readonly read: (elements: WledElements) => unknown;
  /** What goes to `/api` to set it; absent: it can't be set. */
  readonly write?: (value: unknown) => string;
  /** Only where the light has it, which its state tells. */
  readonly isWhite?: boolean;
}

const yesNo = (element: string) => (elements: WledElements) => {
  const value = wholeIn(elements, element, 1);
  return value === undefined ? undefined : value === 1;
};
const byte = (element: string) => (elements: WledElements) => wholeIn(elements, element, 255);
const digit = (value: unknown) => (value === true ? '1' : '0');

function setting(name: string, label: string): Pick<Feature, 'type' | 'name'> & Partial<Feature> {
  return { type: 'binary', name, label, category: 'config', isWritable: true };
}

function amount(name: string, label: string, maximum = 255, minimum = 0): Pick<Feature, 'type' | 'name'> & Partial<Feature> {
  return { type: 'numeric', name, label, category: 'config', isWritable: true, minimum, maximum, step: 1 };
}

/** Names and titles as the plugin `mdns` has them, where it reads the same from the product itself. */
export const rows: readonly WledRow[] = [
  { element: 'ix', feature: amount('intensity', 'Intensity of the effect'), read: byte('ix'), write: (value) => `IX=${String(value)}` },
  { element: 'wv', feature: amount('white', 'White'), read: byte('wv'), write: (value) => `W=${String(value)}`, isWhite: true },
  {
    element: 'cs',
    feature: { type: 'text', name: 'secondary', label: 'Second colour', category: 'config', isWritable: true },
    read: (elements) => {
      const parts = [0, 1, 2].map((place) => wholeIn(elements, 'cs', 255, place));
      return parts.includes(undefined)
        ? undefined
        : `#${parts.map((part) => Number(part).toString(16).padStart(2, '0')).join('')}`.toUpperCase();
    },
    write: (value) => {
      if (typeof value !== 'string' || !/^#[0-9a-f]{6}$/i.test(value)) throw new CommandRejectedError('wants a colour as #RRGGBB');
      return `C2=${value.toUpperCase()}`;
    },
  },
  {
    element: 'ws',
    feature: amount('secondaryWhite', 'White of the second colour'),
    read: byte('ws'),
    write: (value) => `W2=${String(value)}`,
    isWhite: true,
  },
  {
    element: 'nl',
    feature: setting('nightlight', 'Night light'),
    read: yesNo('nl'),
    write: (value) => JSON.stringify({ nl: { on: value === true } }),
  },
  { element: 'nf', feature: setting('nightlightFade', 'Night light fades'), read: yesNo('nf'), write: (value) => `NF=${digit(value)}` },
  {
    element: 'nd',
    feature: { ...amount('nightlightDuration', 'Night light lasts', 255, 1), unit: 'min' },
    read: byte('nd'),
    write: (value) => JSON.stringify({ nl: { dur: value } }),
  },
  {
    element: 'nt',
    feature: amount('nightlightTarget', 'Brightness that the night light ends with'),
    read: byte('nt'),
    write: (value) => `NT=${String(value)}`,
  },
  { element: 'ns', feature: setting('syncSend', 'Tells other WLEDs'), read: yesNo('ns'), write: (value) => `SN=${digit(value)}` },
  { element: 'nr', feature: setting('syncReceive', 'Follows other WLEDs'), read: yesNo('nr'), write: (value) => `RN=${digit(value)}` },
  {
    element: 'cy',
    feature: { type: 'binary', name: 'playlist', label: 'Plays a list of presets', category: 'diagnostic' },
    read: yesNo('cy'),
  },
  {
    element: 'ss',
    feature: { type: 'numeric', name: 'segment', label: 'Segment that is shown', category: 'diagnostic' },
    read: byte('ss'),
  },
  {
    element: 'ds',
    feature: { type: 'binary', name: 'live', label: 'Fed by a live source', category: 'diagnostic' },
    read: (elements) => {
      const name = elements.get('ds')?.[0];
      return name === undefined ? undefined : liveMark.test(name);
    },
  },
];

const liveMark = / \(live\)$/;

/** The name that its owner gave it. */
export function nameIn(elements: WledElements): string | undefined {
  return elements.get('ds')?.[0]?.replace(liveMark, '').trim().slice(0, 255) || undefined;
}
