import type { LightState, LightWish } from '../../../mapping/light.ts';
import type { Component } from '../component.ts';
import { coverComposite } from '../cover.ts';
import { colorIn, kelvinOf, levelOf, lightComposite, onOf, percentOf, rgbOf } from '../light.ts';
import type { Order } from '../order.ts';
import type { Composite } from '../product.ts';
import { switchComposite } from '../switch.ts';

/** The control topic of a component, for products that take no RPC (Gen2 documents: MQTT Control of Switch, Cover and Light). */
function control({ key }: Component, payload: string) {
  return { control: { topic: `command/${key}`, payload } };
}

function light(namespace: string, { hasColor = false, hasWhite = false } = {}): Composite {
  const color = hasColor ? ['rgb', ...(hasWhite ? ['mode'] : [])] : [];
  return lightComposite({
    members: ['output', 'brightness', ...color, ...(hasWhite ? ['ct'] : [])],
    shared: color,
    hasColor,
    hasWhite,
    read: (known): LightState => {
      const [red, green, blue] = Array.isArray(known.get('rgb')) ? (known.get('rgb') as unknown[]) : [];
      const mode = known.get('mode');
      return {
        on: onOf(known.get('output')),
        level: levelOf(known.get('brightness')),
        kelvin: kelvinOf(known.get('ct')),
        color: hasColor && red !== undefined ? colorIn(red, green, blue) : undefined,
        mode: mode === 'cct' ? 'temperature' : hasColor && (mode === 'rgb' || red !== undefined) ? 'hs' : undefined,
      };
    },
    order: (wish, component) => lightOrder(namespace, wish, component),
  });
}

function lightOrder(namespace: string, { on, level, kelvin, color, transition }: LightWish, component: Component): Order {
  const brightness = level === undefined ? undefined : percentOf(level);
  const params = {
    id: component.id,
    ...(on !== undefined && { on }),
    ...(brightness !== undefined && { brightness }),
    ...(kelvin !== undefined && { ct: Math.round(kelvin) }),
    ...(color && { rgb: rgbOf(color) }),
    ...(namespace === 'RGBCCT' && (color || kelvin !== undefined) && { mode: color ? 'rgb' : 'cct' }),
    ...(transition !== undefined && { transition_duration: transition }),
  };
  const isPlain = color === undefined && kelvin === undefined;
  const plain = brightness === undefined ? (on ? 'on' : 'off') : `set,${String(on ?? true)},${brightness}`;
  return { method: `${namespace}.Set`, params, ...(isPlain && control(component, plain)) };
}

/** What is more than one value, by the type of the component (Gen2 documents). */
export const gen2Composites: Readonly<Record<string, Composite>> = {
  switch: switchComposite({
    member: 'output',
    turn: (on, component) => ({ method: 'Switch.Set', params: { id: component.id, on }, ...control(component, on ? 'on' : 'off') }),
    toggle: (component) => ({ method: 'Switch.Toggle', params: { id: component.id }, ...control(component, 'toggle') }),
    onFor: (seconds, component) => ({
      method: 'Switch.Set',
      params: { id: component.id, on: true, toggle_after: seconds },
      ...control(component, `on,${seconds}`),
    }),
    on: [true],
    off: [false],
  }),
  cover: coverComposite({
    state: 'state',
    position: 'current_pos',
    moving: { open: 'stopped', closed: 'stopped', stopped: 'stopped', opening: 'opening', closing: 'closing', calibrating: 'other' },
    ends: { open: 100, closed: 0 },
    drive: (word, component) => ({
      method: { open: 'Cover.Open', close: 'Cover.Close', stop: 'Cover.Stop' }[word],
      params: { id: component.id },
      ...control(component, word),
    }),
    goTo: (pos, component) => ({ method: 'Cover.GoToPosition', params: { id: component.id, pos }, ...control(component, `pos,${pos}`) }),
  }),
  light: light('Light'),
  rgb: light('RGB', { hasColor: true }),
  rgbw: light('RGBW', { hasColor: true }),
  cct: light('CCT', { hasWhite: true }),
  rgbcct: light('RGBCCT', { hasColor: true, hasWhite: true }),
};
