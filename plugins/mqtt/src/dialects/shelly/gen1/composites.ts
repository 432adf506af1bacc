import type { LightState, LightWish } from '../../../mapping/light.ts';
import type { Component } from '../component.ts';
import { coverComposite } from '../cover.ts';
import { colorIn, levelOf, lightComposite, onOf, percentOf, rgbOf } from '../light.ts';
import type { Order } from '../order.ts';
import type { Composite } from '../product.ts';
import { switchComposite } from '../switch.ts';

const command = ({ key }: Component, payload: string): Order => ({ topic: `${key}/command`, payload });

/** The bare topic of a component says whether it is on; `ison` in its status says the same. */
const bare = '';

function lightOrder(wish: LightWish, component: Component, members: Record<string, unknown>): Order {
  const all = {
    ...members,
    ...(wish.on !== undefined && { turn: wish.on ? 'on' : 'off' }),
    // Milliseconds, five seconds at most.
    ...(wish.transition !== undefined && { transition: Math.min(5000, Math.round(wish.transition * 1000)) }),
  };
  const isPlain = Object.keys(all).every((name) => name === 'turn') && wish.on !== undefined;
  return isPlain ? command(component, wish.on ? 'on' : 'off') : { topic: `${component.key}/set`, payload: JSON.stringify(all) };
}

const dimmed = lightComposite({
  members: [bare, 'brightness'],
  hasColor: false,
  hasWhite: false,
  read: (members): LightState => ({ on: onOf(members.get(bare)), level: levelOf(members.get('brightness')) }),
  order: (wish, component) => lightOrder(wish, component, { ...(wish.level !== undefined && { brightness: percentOf(wish.level) }) }),
});

/** A lamp shows its colour by `gain` and its white by `brightness`. */
const colored = lightComposite({
  members: [bare, 'mode', 'gain', 'brightness', 'red', 'green', 'blue'],
  shared: ['mode', 'gain', 'brightness', 'red', 'green', 'blue'],
  hasColor: true,
  hasWhite: false,
  read: (members): LightState => {
    const isWhite = members.get('mode') === 'white';
    return {
      on: onOf(members.get(bare)),
      level: levelOf(members.get(isWhite ? 'brightness' : 'gain')),
      color: colorIn(members.get('red'), members.get('green'), members.get('blue')),
      mode: members.has('mode') ? (isWhite ? 'temperature' : 'hs') : undefined,
    };
  },
  order: (wish, component, known) => {
    const level = wish.level === undefined ? {} : { [known.get('mode') === 'white' ? 'brightness' : 'gain']: percentOf(wish.level) };
    const [red, green, blue] = wish.color ? rgbOf(wish.color) : [];
    return lightOrder(wish, component, { ...level, ...(wish.color && { mode: 'color', red, green, blue }) });
  },
});

/** What is more than one value, by the type of the component (Gen1 documents). */
export const gen1Composites: Readonly<Record<string, Composite>> = {
  relay: switchComposite({
    member: bare,
    turn: (on, component) => command(component, on ? 'on' : 'off'),
    toggle: (component) => command(component, 'toggle'),
    on: ['on', true],
    // A relay that took too much power is off and says why.
    off: ['off', false, 'overpower'],
  }),
  roller: coverComposite({
    state: bare,
    position: 'pos',
    // The word is the way it moves; a motor that stands says `stop`.
    moving: { open: 'opening', close: 'closing', stop: 'stopped' },
    ends: {},
    drive: (word, component) => command(component, word),
    goTo: (position, { key }) => ({ topic: `${key}/command/pos`, payload: String(position) }),
  }),
  light: dimmed,
  white: dimmed,
  color: colored,
};
