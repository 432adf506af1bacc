import { isObject } from '../../../topics/message.ts';
import type { Values } from '../../../devices/fragment.ts';
import { flag, numeric, structure, text, type SpecTable } from '../spec.ts';
import type { Component } from '../component.ts';
import type { Order } from '../order.ts';

function set(namespace: string) {
  return (value: unknown, { id }: Component): Order => ({ method: `${namespace}.Set`, params: { id, value } });
}

/** Components that a script or a maker keeps for the product itself can't be written (Gen2 documents: `access`). */
function writable(config: Values, namespace: string) {
  const { access } = config;
  return typeof access === 'string' && !access.includes('w') ? {} : { write: set(namespace) };
}

/** The unit that the owner, or the maker, gave a number. */
function unitOf(config: Values): string {
  const { meta } = config;
  const ui = isObject(meta) ? meta['ui'] : undefined;
  const unit = isObject(ui) ? ui['unit'] : undefined;
  return typeof unit === 'string' ? unit.slice(0, 32) : '';
}

function bound(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

/** What an owner adds to a product: a value without a meaning, typed (Gen2 documents: Virtual Components). */
export const virtuals: SpecTable = {
  'boolean.value': (config) => flag(undefined, writable(config, 'Boolean')),
  'number.value': (config) =>
    numeric(undefined, unitOf(config), {
      feature: { minimum: bound(config['min']), maximum: bound(config['max']), step: stepOf(config) },
      ...writable(config, 'Number'),
    }),
  'text.value': (config) => text(undefined, writable(config, 'Text')),
  'enum.value': (config) => {
    const { options } = config;
    const values = Array.isArray(options) ? (options as unknown[]).filter((option) => typeof option === 'string') : [];
    return values.length === 0 ? text() : { feature: { type: 'enum', values }, ...writable(config, 'Enum') };
  },
  'group.value': structure(),
  'object.value': structure(),
};

function stepOf({ meta }: Values): number | undefined {
  const ui = isObject(meta) ? meta['ui'] : undefined;
  const step = isObject(ui) ? bound(ui['step']) : undefined;
  return step !== undefined && step > 0 ? step : undefined;
}
