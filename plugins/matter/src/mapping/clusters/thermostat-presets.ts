import { CommandRejectedError } from '@concord/sdk';
import { attribute, because, type AttributeMapping, type ClusterView, type CommandMapping } from '../cluster-mapping.ts';
import { bitsOf, hex, isRecord, named, numberOf, octets, per, recordsIn, type Conversion } from '../convert.ts';

type Fields = Readonly<Record<string, unknown>>;

const celsius = per(100);

/** What a preset is for (Matter application clusters, section 4.3), in the words that a thermostat's presets have here. */
const scenarios: Readonly<Record<number, string>> = { 1: 'comfort', 2: 'away', 3: 'sleep', 4: 'wake', 5: 'vacation', 6: 'goingToSleep' };

/** Presets and schedules are told by handles: octets that mean nothing. */
const handle: Conversion = {
  read: (raw) => (raw === null ? null : hex(raw)),
  write: octets,
};

function presetsOf({ state }: ClusterView): { id: string; label: string; tags: string[]; fields: Fields }[] {
  return recordsIn(state['presets']).flatMap((fields) => {
    const id = hex(fields['presetHandle']);
    if (id === undefined) return [];
    const scenario = scenarios[numberOf(fields['presetScenario']) ?? -1];
    const name = fields['name'];
    return [
      {
        id,
        label: typeof name === 'string' && name !== '' ? name : (scenario ?? id),
        tags: scenario === undefined ? [] : [scenario],
        fields,
      },
    ];
  });
}

function known(id: unknown, list: readonly { readonly id: string }[]): Uint8Array {
  if (!list.some((one) => one.id === id)) throw new CommandRejectedError(`${String(id)} is none of its own list`);
  return octets(id);
}

/** A preset's target: what it heats to, or else what it cools to. */
function targets(view: ClusterView): Record<string, number> {
  return Object.fromEntries(
    presetsOf(view).flatMap(({ id, fields }) => {
      const target = celsius.read(fields['heatingSetpoint'] ?? fields['coolingSetpoint']);
      return typeof target === 'number' ? [[id, target] as const] : [];
    }),
  );
}

const days: Readonly<Record<string, string>> = {
  sunday: 'sun',
  monday: 'mon',
  tuesday: 'tue',
  wednesday: 'wed',
  thursday: 'thu',
  friday: 'fri',
  saturday: 'sat',
};

const modes = named({ 0: 'off', 1: 'auto', 3: 'cool', 4: 'heat', 5: 'emergencyHeat', 6: 'precool', 7: 'fanOnly', 8: 'dry', 9: 'sleep' });

function timeOfDay(minutes: unknown): string {
  const past = numberOf(minutes) ?? 0;
  return `${String(Math.floor(past / 60) % 24).padStart(2, '0')}:${String(past % 60).padStart(2, '0')}`;
}

function transitionOf(transition: Fields) {
  const [heat, cool] = [celsius.read(transition['heatingSetpoint']), celsius.read(transition['coolingSetpoint'])];
  const mode = modes.read(transition['systemMode']);
  const preset = hex(transition['presetHandle']);
  return {
    at: timeOfDay(transition['transitionTime']),
    ...(typeof heat === 'number' && { heatingSetpoint: heat }),
    ...(typeof cool === 'number' && { coolingSetpoint: cool }),
    ...(typeof mode === 'string' && { mode }),
    ...(preset !== undefined && { preset }),
  };
}

/** A schedule has transitions for several sets of days; here each set of days is one entry with the schedule's id. */
function schedulesOf({ state }: ClusterView) {
  return recordsIn(state['schedules']).flatMap((schedule) => {
    const id = hex(schedule['scheduleHandle']);
    if (id === undefined) return [];
    const name = schedule['name'];
    const byDays = new Map<string, Fields[]>();
    for (const transition of recordsIn(schedule['transitions'])) {
      const key = daysOf(transition['dayOfWeek']).join();
      byDays.set(key, [...(byDays.get(key) ?? []), transition]);
    }
    return [...byDays].map(([key, transitions]) => ({
      id,
      ...(typeof name === 'string' && name !== '' && { label: name }),
      days: key === '' ? [] : key.split(','),
      transitions: transitions.map(transitionOf),
    }));
  });
}

function daysOf(bits: unknown): string[] {
  return isRecord(bits) ? bitsOf(bits).flatMap((day) => days[day] ?? []) : [];
}

const chosen = (view: ClusterView) => schedulesOf(view).map(({ id }) => ({ id }));

/** The presets and the week programs that a thermostat stores itself (Matter application clusters, section 4.3). */
export const presetAttributes: readonly AttributeMapping[] = [
  {
    ...attribute('activePresetHandle', 'thermostat.preset', handle),
    narrow: (view) => ({ options: presetsOf(view).map(({ id, label, tags }) => ({ id, label, tags })) }),
    write: (id, view) => ({
      invoke: 'setActivePresetRequest',
      fields: { presetHandle: id === null ? null : known(id, presetsOf(view)) },
    }),
  },
  { to: 'thermostat.presetSetpoints', from: ['presets'], read: targets },
  {
    ...attribute('activeScheduleHandle', 'thermostatSchedule.active', handle),
    write: (id, view) => ({ invoke: 'setActiveScheduleRequest', fields: { scheduleHandle: known(id, chosen(view)) } }),
  },
  { to: 'thermostatSchedule.schedules', from: ['schedules'], read: schedulesOf },
];

export const presetCommands: readonly CommandMapping[] = [
  {
    to: 'thermostatSchedule.activate',
    needs: 'setActiveScheduleRequest',
    run: ({ id }, view) => ({ invoke: 'setActiveScheduleRequest', fields: { scheduleHandle: known(id, chosen(view)) } }),
  },
];

export const presetInternal: Readonly<Record<string, string>> = because(
  'a limit of the presets and schedules',
  'presetTypes',
  'scheduleTypes',
  'numberOfPresets',
  'numberOfSchedules',
  'numberOfScheduleTransitions',
  'numberOfScheduleTransitionPerDay',
);
