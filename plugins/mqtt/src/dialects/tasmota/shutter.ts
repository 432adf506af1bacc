import { fragment } from '../../devices/fragment.ts';
import { toNumber } from '../../mapping/numbers.ts';
import type { Shutter } from './description.ts';
import { valueAt } from './device-tools.ts';
import { at, saidBy, staticPart, type Setup, type Spot, type StaticPart } from './static-part.ts';

const directions: Readonly<Record<string, string>> = { '-1': 'closing', '0': 'stopped', '1': 'opening' };

/** By attribute, the member that says it. */
const members: Readonly<Record<string, string>> = { position: 'Position', moving: 'Direction', tilt: 'Tilt' };

/** A shutter (documentation: "Blinds and Shutters"): 100 is open, or closed where it is inverted (`ShutterInvert`). */
export function shutterPart(number: number, { isInverted, tilt }: Shutter, setup: Setup, spot: Spot): StaticPart {
  const { tools } = setup;
  const name = `Shutter${number}`;
  const span = tilt.maximum - tilt.minimum;
  const hasTilt = tilt.duration > 0 && span !== 0;
  const turned = (position: number) => (isInverted ? 100 - position : position);
  const angle = (share: number) => Math.round(tilt.minimum + (share / 100) * span);
  const percent = { minimum: 0, maximum: 100, writable: true };
  const target = fragment({
    capability: 'cover',
    ...at(spot),
    attributes: {
      position: tools.describe(`${name}.Position`, percent),
      moving: tools.describe(`${name}.Direction`),
      ...(hasTilt && { tilt: tools.describe(`${name}.Tilt`, percent) }),
    },
    set: ({ position, tilt: slats }) =>
      tools.plan(
        ...(typeof position === 'number' ? [[`ShutterPosition${number}`, Math.round(turned(position))] as const] : []),
        ...(typeof slats === 'number' ? [[`ShutterTilt${number}`, angle(slats)] as const] : []),
      ),
    commands: {
      open: () => tools.plan([`ShutterOpen${number}`, '']),
      close: () => tools.plan([`ShutterClose${number}`, '']),
      stop: () => tools.plan([`ShutterStop${number}`, '']),
      ...(hasTilt && {
        openTilt: () => tools.plan([`ShutterTilt${number}`, 'OPEN']),
        closeTilt: () => tools.plan([`ShutterTilt${number}`, 'CLOSE']),
      }),
    },
  });
  const listener = tools.listen((said, reporter) => {
    const position = toNumber(valueAt(said, [name, 'Position']));
    const direction = toNumber(valueAt(said, [name, 'Direction']));
    const slats = toNumber(valueAt(said, [name, 'Tilt']));
    if (typeof position === 'number') reporter.set(target, 'position', inRange(turned(position)));
    if (typeof direction === 'number')
      reporter.set(target, 'moving', directions[String(direction * (isInverted ? -1 : 1) || 0)] ?? 'other');
    if (hasTilt && typeof slats === 'number') reporter.set(target, 'tilt', inRange(((slats - tilt.minimum) / span) * 100));
  });
  return staticPart(setup, {
    id: name,
    kind: 'cover',
    spot,
    fragments: [target],
    listeners: [listener],
    says: saidBy(name, target).map((saying) => {
      const said = members[saying.member];
      return said === undefined ? saying : { ...saying, item: `${name}.${said}` };
    }),
    reads: [`${name}.Position`, `${name}.Direction`, ...(hasTilt ? [`${name}.Tilt`] : []), `SHUTTER${number}`],
  });
}

function inRange(share: number): number {
  return Math.round(Math.min(100, Math.max(0, share)) * 100) / 100;
}
