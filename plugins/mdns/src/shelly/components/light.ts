import type { JsonObject } from '../../untrusted/json.ts';
import { colorReads, wantedRgb } from '../../color.ts';
import { given, rpc, type Component, type Row, type Write } from '../component.ts';
import { between, percent, yesNo } from '../values.ts';
import { metering, meteringInternal, timers } from './metering.ts';

const onOff: Row = { path: 'output', to: 'switch.on', read: yesNo, writable: true };
const brightness: Row = { path: 'brightness', to: 'level.level', read: percent, writable: true };
const internal = { ...meteringInternal, ...timers, transition: 'a change that is under way' } as const;

const colour: readonly Row[] = [
  { path: 'rgb', to: 'color.hue', writable: true, read: colorReads.hue },
  { path: 'rgb', to: 'color.saturation', writable: true, read: colorReads.saturation },
  { path: 'rgb', to: 'color.xy', writable: true, read: colorReads.xy },
];

const white: Row = {
  path: 'ct',
  to: 'colorTemperature.temperature',
  read: between(1000, 20_000),
  writable: true,
  narrow: ({ ct_range: range }) => {
    const [minimum, maximum] = Array.isArray(range) ? (range as unknown[]) : [];
    return typeof minimum === 'number' && typeof maximum === 'number' && minimum < maximum ? { minimum, maximum } : {};
  },
};

/** All lights take the same parameters; only the method's namespace differs (`Light.Set`, `CCT.Set`, `RGB.Set`…). */
function light(type: string, namespace: string, rows: readonly Row[]): Component {
  const set = (params: (args: JsonObject, status: JsonObject) => JsonObject): Write => {
    return (args, id, status) => rpc(`${namespace}.Set`, given({ id, ...params(args, status), transition_duration: args['transition'] }));
  };
  return {
    type,
    kind: () => 'light',
    rows: [onOff, brightness, ...rows, ...metering],
    internal: { ...internal, mode: 'which of its lamps shine: follows from what is set' },
    set: {
      switch: set(({ on }) => ({ on })),
      // A level above 0 switches the light on too; 0 is not off (capability map, section 2).
      level: set(({ level }) => ({ brightness: level, ...(Number(level) > 0 && { on: true }) })),
      color: set((args, status) => ({ rgb: wantedRgb(args, status['rgb']) })),
      colorTemperature: set(({ temperature }) => ({ ct: temperature })),
    },
    commands: {
      'switch.toggle': (_, id) => rpc(`${namespace}.Toggle`, { id }),
      'switch.onFor': ({ duration }, id) => rpc(`${namespace}.Set`, given({ id, on: true, toggle_after: duration })),
    },
  };
}

/** Shelly's documentation, "Light", "CCT", "RGB", "RGBW", "RGBCCT". */
export const lights: readonly Component[] = [
  light('light', 'Light', []),
  light('cct', 'CCT', [white]),
  light('rgb', 'RGB', colour),
  light('rgbw', 'RGBW', colour),
  light('rgbcct', 'RGBCCT', [...colour, white]),
];
