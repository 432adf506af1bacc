import { fragment, type CommandPlan, type CommandPlanner, type Values } from '../../../devices/fragment.ts';
import { fromPercent, toNumber, toPercent } from '../../../mapping/numbers.ts';
import { pythonText } from '../../../templates/python-text.ts';
import { refuse, type Entity } from '../entity.ts';
import type { PartDraft } from '../part-draft.ts';
import { asObject, member } from './json-value.ts';

/** Device classes of covers that are doors with a motor (capability map, section 3.3). */
const closures = new Set(['garage', 'gate', 'door', 'window']);

const stateNames = [
  ['state_open', 'open', 'open'],
  ['state_closed', 'closed', 'closed'],
  ['state_opening', 'opening', 'opening'],
  ['state_closing', 'closing', 'closing'],
  ['state_stopped', 'stopped', 'stopped'],
] as const;

/** `cover`: position, tilt and movement; a garage door or a gate by device class. */
export function coverPart(entity: Entity): PartDraft {
  const isClosure = closures.has(entity.deviceClass ?? '');
  const range = [entity.number('position_closed') ?? 0, entity.number('position_open') ?? 100] as const;
  const tiltRange = [entity.number('tilt_min') ?? 0, entity.number('tilt_max') ?? 100] as const;
  const variables = {
    position_open: range[1],
    position_closed: range[0],
    tilt_min: tiltRange[0],
    tilt_max: tiltRange[1],
  };
  const hasPosition = entity.has('position_topic') || entity.has('set_position_topic');
  const hasTilt = !isClosure && (entity.has('tilt_status_topic') || entity.has('tilt_command_topic'));
  if (entity.has('set_position_topic') && !entity.has('position_topic')) refuse('set_position_topic without position_topic');
  const canSetPosition = entity.has('set_position_topic');
  const canSetTilt = entity.has('tilt_command_topic');
  const knowsState = entity.has('state_topic') || entity.has('position_topic');

  const command = (name: string, fallback: string, assumed: Values): CommandPlan => {
    const sendings = [entity.send('command_topic', entity.payload(name, fallback))];
    return knowsState && !entity.flag('optimistic') ? { sendings } : { sendings, assumed };
  };
  const toPosition = (position: number): CommandPlan => {
    const value = fromPercent(position, ...range);
    const sending = entity.send('set_position_topic', value, 'set_position_template', { ...variables, position: value });
    return entity.plan('position_topic', [sending], { position });
  };
  const toTilt = (tilt: number, value = fromPercent(tilt, ...tiltRange)): CommandPlan => {
    const sending = entity.send('tilt_command_topic', value, 'tilt_command_template', { ...variables, tilt_position: value });
    const isConfirmed = entity.has('tilt_status_topic') && !entity.flag('tilt_optimistic');
    return isConfirmed ? { sendings: [sending] } : { sendings: [sending], assumed: { tilt } };
  };

  const commands: Record<string, CommandPlanner> = {};
  const ends = (open: boolean): Values =>
    isClosure ? { state: open ? 'open' : 'closed' } : hasPosition ? { position: open ? 100 : 0 } : { moving: 'stopped' };
  if (entity.has('command_topic')) {
    if (entity.any('payload_open') !== null) commands['open'] = () => command('payload_open', 'OPEN', ends(true));
    if (entity.any('payload_close') !== null) commands['close'] = () => command('payload_close', 'CLOSE', ends(false));
    if (entity.any('payload_stop') !== null)
      commands['stop'] = () => command('payload_stop', 'STOP', isClosure ? { state: 'stopped' } : { moving: 'stopped' });
  } else if (canSetPosition) {
    commands['open'] = () => toPosition(100);
    commands['close'] = () => toPosition(0);
  }
  if (hasTilt && canSetTilt) {
    // The ends may be others than those of the range: slats that open at half of it.
    commands['openTilt'] = () => toTilt(100, entity.number('tilt_opened_value') ?? 100);
    commands['closeTilt'] = () => toTilt(0, entity.number('tilt_closed_value') ?? 0);
  }

  const target = fragment({
    capability: isClosure ? 'closure' : 'cover',
    attributes: {
      [isClosure ? 'state' : 'moving']: entity.describe(),
      // A cover that only knows its ends shows them as 0 and 100.
      ...((hasPosition || !isClosure) && { position: entity.describe({ writable: canSetPosition }) }),
      ...(hasTilt && { tilt: entity.describe({ writable: canSetTilt }) }),
    },
    commands,
    set: ({ position, tilt }) => {
      const plans = [...(typeof position === 'number' ? [toPosition(position)] : []), ...(typeof tilt === 'number' ? [toTilt(tilt)] : [])];
      const assumed = plans.every((plan) => plan.assumed) ? Object.assign({}, ...plans.map((plan) => plan.assumed)) : undefined;
      return { sendings: plans.flatMap(({ sendings }) => sendings), ...(assumed && { assumed }) };
    },
  });

  // The capability knows no stopping of slats; what the product has is kept as a trigger.
  const stopTilt =
    hasTilt && canSetTilt && entity.has('payload_stop_tilt')
      ? entity.generic('genericTrigger', {
          name: `${entity.objectId}_stop_tilt`,
          commands: {
            press: () => ({ sendings: [entity.send('tilt_command_topic', entity.payload('payload_stop_tilt', 'stop'))], assumed: {} }),
          },
        })
      : undefined;
  let known: string | undefined;
  let at: number | undefined;
  const states = new Map<string, string>(stateNames.map(([name, fallback, state]) => [entity.payload(name, fallback), state]));
  return {
    kind: isClosure ? 'door' : 'cover',
    fragments: [target, ...(stopTilt ? [stopTilt] : [])],
    listeners: [
      ...entity.listen('state_topic', 'value_template', (value, reporter) => {
        const text = pythonText(value);
        const state = states.get(text);
        if (text === 'None') return reporter.set(target, isClosure ? 'state' : 'moving', null);
        if (state === undefined) {
          if (text !== '') entity.bad(value, 'not a state of this cover');
          return;
        }
        if (isClosure) {
          // One that stopped is where it is: at an end, open as far as its position says, or as it was before it could move.
          known = state !== 'stopped' ? state : at === undefined ? (known === 'closed' ? known : state) : at === 0 ? 'closed' : 'open';
          reporter.set(target, 'state', known);
          return;
        }
        reporter.set(target, 'moving', state === 'opening' || state === 'closing' ? state : 'stopped');
        if (!entity.has('position_topic') && (state === 'open' || state === 'closed'))
          reporter.set(target, 'position', state === 'open' ? 100 : 0);
      }),
      ...entity.listen('position_topic', 'position_template', (value, reporter) => {
        // A template may answer position and tilt together, as JSON.
        const object = asObject(value);
        const position = toNumber(object ? member(object, 'position') : value);
        if (value === '') return;
        if (position === undefined) return entity.bad(value, 'not a position');
        at = position === null ? undefined : toPercent(position, ...range);
        reporter.set(target, 'position', at ?? null);
        const tilt = toNumber(object && member(object, 'tilt_position'));
        if (hasTilt && typeof tilt === 'number') reporter.set(target, 'tilt', toPercent(tilt, ...tiltRange));
        if (isClosure && !entity.has('state_topic') && at !== undefined) reporter.set(target, 'state', at === 0 ? 'closed' : 'open');
      }),
      ...(hasTilt
        ? entity.listen('tilt_status_topic', 'tilt_status_template', (value, reporter) => {
            if (value === '') return;
            const tilt = toNumber(value);
            const isOutside = typeof tilt === 'number' && (tilt < Math.min(...tiltRange) || tilt > Math.max(...tiltRange));
            if (tilt === undefined || isOutside) return entity.bad(value, 'not a tilt');
            reporter.set(target, 'tilt', tilt === null ? null : toPercent(tilt, ...tiltRange));
          })
        : []),
    ],
  };
}
