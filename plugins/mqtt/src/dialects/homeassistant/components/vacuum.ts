import { CommandRejectedError } from '@concord/sdk';
import { fragment, type CommandPlanner, type Fragment } from '../../../devices/fragment.ts';
import { toNumber } from '../../../mapping/numbers.ts';
import { refuse, type Entity } from '../entity.ts';
import type { PartDraft } from '../part-draft.ts';
import { Choice } from './choice.ts';
import { asObject, member } from './json-value.ts';
import { VacuumAreas } from './vacuum-areas.ts';

const activities = new Set(['cleaning', 'docked', 'paused', 'idle', 'returning', 'error']);

/** What the activity is to whoever asks any machine. */
const operations: Readonly<Record<string, string>> = { cleaning: 'running', returning: 'running', paused: 'paused', error: 'error' };

const defaults = ['start', 'stop', 'return_home', 'status', 'clean_spot'];

const commands = [
  ['start', 'start', 'payload_start', 'start', 'cleaning'],
  ['pause', 'pause', 'payload_pause', 'pause', 'paused'],
  ['dock', 'return_home', 'payload_return_to_base', 'return_to_base', 'returning'],
  ['locate', 'locate', 'payload_locate', 'locate', undefined],
  ['cleanSpot', 'clean_spot', 'payload_clean_spot', 'clean_spot', 'cleaning'],
] as const;

/** `vacuum`: what it does, how strongly it sucks, the rooms it knows. */
export function vacuumPart(entity: Entity): PartDraft {
  if (entity.text('schema') === 'legacy') refuse('the schema "legacy" is no more');
  const features = new Set(entity.has('supported_features') ? entity.texts('supported_features') : defaults);
  const canCommand = entity.has('command_topic');

  const planners: Record<string, CommandPlanner> = {};
  for (const [name, feature, payload, fallback, activity] of commands)
    if (canCommand && features.has(feature))
      planners[name] = () => {
        const sendings = [entity.send('command_topic', entity.payload(payload, fallback))];
        return activity === undefined ? { sendings, assumed: {} } : entity.plan('state_topic', sendings, { activity });
      };
  const speeds = features.has('fan_speed') || entity.has('fan_speed_list') ? new Choice(entity.texts('fan_speed_list')) : undefined;
  const canSetSpeed = entity.has('set_fan_speed_topic');
  const target = fragment({
    capability: 'vacuum',
    attributes: {
      activity: entity.describe(),
      ...(speeds && { suction: entity.describe({ writable: canSetSpeed, options: speeds.options }) }),
    },
    commands: planners,
    set: ({ suction }) => entity.plan('state_topic', [entity.send('set_fan_speed_topic', speeds?.write(suction) ?? suction)], { suction }),
  });
  // A robot that is stopped stands where it is: that is a machine's own command, which a vacuum has none for.
  const machine =
    canCommand && features.has('stop')
      ? fragment({
          capability: 'operationalState',
          attributes: { state: entity.describe() },
          commands: {
            stop: () =>
              entity.plan('state_topic', [entity.send('command_topic', entity.payload('payload_stop', 'stop'))], { state: 'stopped' }),
          },
        })
      : undefined;
  const battery = features.has('battery') ? fragment({ capability: 'battery', attributes: { level: entity.describe() } }) : undefined;
  const areas = entity.has('clean_segments_command_topic') ? new VacuumAreas(entity) : undefined;
  const own = features.has('send_command') && entity.has('send_command_topic') ? ownCommand(entity) : undefined;
  return {
    kind: 'vacuum',
    constants: areas?.constants,
    fragments: [target, machine, battery, areas?.target, own].filter((one) => one !== undefined),
    listeners: entity.listen('state_topic', 'value_template', (value, reporter) => {
      if (value === '') return;
      const said = asObject(value);
      if (!said) return entity.bad(value, 'not a JSON object');
      const activity = member(said, 'state');
      if (activity === null || (typeof activity === 'string' && activities.has(activity))) {
        reporter.set(target, 'activity', activity);
        if (machine) reporter.set(machine, 'state', activity === null ? null : (operations[activity] ?? 'stopped'));
      } else if (activity !== undefined) entity.bad(activity, 'nothing that a vacuum does');
      const speed = member(said, 'fan_speed');
      if (speeds && (typeof speed === 'string' || typeof speed === 'number')) {
        const word = String(speed).slice(0, 128);
        const known = speeds.read(word);
        reporter.set(target, 'suction', known ?? 'other', known === undefined ? word : undefined);
      }
      const level = toNumber(member(said, 'battery_level'));
      if (battery && typeof level === 'number' && level >= 0 && level <= 100) reporter.set(battery, 'level', level);
      areas?.take(member(said, 'segments'), reporter);
    }),
  };
}

/** What only this robot knows, in its own words. */
function ownCommand(entity: Entity): Fragment {
  return entity.generic('genericText', {
    name: `${entity.objectId}_command`,
    value: { writable: true },
    set: ({ value }) => {
      if (typeof value !== 'string' || value === '') throw new CommandRejectedError('wants a text');
      return { sendings: [entity.send('send_command_topic', value)], assumed: { value } };
    },
  });
}
