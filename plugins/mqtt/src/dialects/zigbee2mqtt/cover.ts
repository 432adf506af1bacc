import { fragment, type CommandPlanner } from '../../devices/fragment.ts';
import { toNumber } from '../../mapping/numbers.ts';
import { type DeviceTools, sayings, type TypedPart } from './device-tools.ts';
import { memberOf } from './member.ts';
import type { Expose } from './expose.ts';

const movements: Readonly<Record<string, string>> = {
  opening: 'opening',
  UP: 'opening',
  closing: 'closing',
  DOWN: 'closing',
  stopped: 'stopped',
  stop: 'stopped',
  STOP: 'stopped',
  pause: 'stopped',
};

/** `cover`: position and tilt, 0 closed and 100 open here as there. Its movement stands beside it (`motor_state`, `moving`). */
export function coverPart(cover: Expose, tools: DeviceTools, endpoint: string | undefined, movement: Expose | undefined): TypedPart {
  const { features } = cover;
  const feature = (wanted: string) => features.find(({ name }) => name === wanted);
  const state = feature('state');
  const position = feature('position');
  const tilt = feature('tilt');
  const commands: Record<string, CommandPlanner> = {};
  const drive = (word: string, assumed: Readonly<Record<string, unknown>>) => () => {
    const members = state ? { [state.property]: word } : position ? { [position.property]: word === 'OPEN' ? 100 : 0 } : {};
    return tools.plan(members, (position?.isReported ?? false) || (state?.isReported ?? false), assumed);
  };
  if (state?.isWritable || position?.isWritable) {
    commands['open'] = drive('OPEN', { position: 100 });
    commands['close'] = drive('CLOSE', { position: 0 });
  }
  if (state?.values.includes('STOP')) commands['stop'] = () => tools.plan({ [state.property]: 'STOP' }, true, {});
  if (tilt?.isWritable) {
    commands['openTilt'] = () => tools.plan({ [tilt.property]: 100 }, tilt.isReported, { tilt: 100 });
    commands['closeTilt'] = () => tools.plan({ [tilt.property]: 0 }, tilt.isReported, { tilt: 0 });
  }
  const percent = { minimum: 0, maximum: 100 };
  const target = fragment({
    capability: 'cover',
    ...(endpoint !== undefined && { endpoint }),
    attributes: {
      position: tools.describe(position ?? state ?? cover, { ...percent, writable: position?.isWritable ?? false }),
      ...(tilt && { tilt: tools.describe(tilt, { ...percent, writable: tilt.isWritable }) }),
      ...(movement && { moving: tools.describe(movement) }),
    },
    commands,
    set: (values) => {
      const members = {
        ...(position && 'position' in values && { [position.property]: values['position'] }),
        ...(tilt && 'tilt' in values && { [tilt.property]: values['tilt'] }),
      };
      return tools.plan(members, (position?.isReported ?? true) && (tilt?.isReported ?? true), values);
    },
  });
  const listener = tools.listen((members, reporter) => {
    const at = position ? toPosition(memberOf(members, position.property)) : undefined;
    if (at !== undefined) reporter.set(target, 'position', at);
    else if (!position && state) {
      const word = memberOf(members, state.property);
      if (word === 'OPEN' || word === 'CLOSE') reporter.set(target, 'position', word === 'OPEN' ? 100 : 0);
    }
    const tilted = tilt ? toPosition(memberOf(members, tilt.property)) : undefined;
    if (tilted !== undefined) reporter.set(target, 'tilt', tilted);
    const moves = movement && memberOf(members, movement.property);
    if (typeof moves === 'string' && Object.hasOwn(movements, moves)) reporter.set(target, 'moving', movements[moves]);
  });
  const says = sayings([
    [position, target, ['position']],
    [state, target, [...(position ? [] : ['position']), ...Object.keys(commands).map((name) => `${name}()`)]],
    [tilt, target, ['tilt']],
    [movement, target, ['moving']],
  ]);
  return { kind: 'cover', fragments: [target], listeners: [listener], says };
}

function toPosition(value: unknown): number | null | undefined {
  const number = toNumber(value);
  return typeof number === 'number' ? Math.min(100, Math.max(0, number)) : value === undefined ? undefined : number;
}
