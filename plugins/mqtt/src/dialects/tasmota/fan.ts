import { fragment } from '../../devices/fragment.ts';
import { toNumber } from '../../mapping/numbers.ts';
import { memberOf } from './device-tools.ts';
import { at, staticPart, type Setup, type Spot, type StaticPart } from './static-part.ts';

/** `FanSpeed` 1 to 3; 0 is off. */
const speeds = 3;

/** The motor of a ceiling fan (Sonoff iFan). */
export function fanPart(setup: Setup, spot: Spot): StaticPart {
  const { tools } = setup;
  const target = fragment({
    capability: 'fan',
    ...at(spot),
    attributes: {
      speed: tools.describe('FanSpeed', { writable: true, minimum: 0, maximum: 100 }),
      stage: tools.describe('FanSpeed', { writable: true, minimum: 0, maximum: speeds }),
      steps: tools.describe('FanSpeed'),
    },
    set: ({ speed, stage }) => {
      const wanted = typeof stage === 'number' ? stage : (Number(speed) / 100) * speeds;
      // Any wind at all is more than none.
      return tools.plan(['FanSpeed', wanted > 0 ? Math.min(speeds, Math.max(1, Math.round(wanted))) : 0]);
    },
    commands: { step: ({ direction }) => tools.plan(['FanSpeed', direction === 'down' ? '-' : '+']) },
  });
  const listener = tools.listen((members, reporter) => {
    const stage = toNumber(memberOf(members, 'FanSpeed'));
    if (typeof stage !== 'number') return;
    if (!Number.isInteger(stage) || stage < 0 || stage > speeds) return tools.bad('FanSpeed', stage);
    reporter.set(target, 'stage', stage);
    reporter.set(target, 'speed', Math.round((stage / speeds) * 100));
    reporter.set(target, 'steps', speeds);
  });
  return staticPart(setup, { id: 'FanSpeed', kind: 'fan', spot, fragments: [target], listeners: [listener], reads: ['FanSpeed'] });
}
