import { Type } from 'typebox';
import { counter, count, flag, listOf, measured, meter, oneOf, plainNumber, text, timestamp } from '../model/attribute.ts';
import { defineCapability } from '../model/capability.ts';
import { closed, id, moment, optional, thing, words } from './shapes.ts';

const config = { writable: true, category: 'config' } as const;

/** One billable part. A reset or an exchange begins a new `epoch`; what is charged are differences within epochs (section 5.3). */
export const usageMeter = defineCapability({
  id: 'usageMeter',
  title: 'Usage',
  description: 'Counts how much a product or a part of it was used.',
  tags: ['domain=machine', 'role=sensor', 'of=device'],
  risk: 'billing',
  attributes: {
    runTime: meter('duration', 'Running time'),
    powerOnTime: meter('duration', 'Time switched on'),
    cycles: counter('Cycles'),
    starts: counter('Starts'),
    parts: counter('Parts'),
    pages: counter('Pages'),
    distance: meter('length', 'Distance'),
    volume: meter('volume', 'Volume'),
    mass: meter('mass', 'Mass'),
    energy: meter('energy', 'Energy'),
    epoch: count('Epoch', { series: 'state', category: 'diagnostic' }),
    resetAt: timestamp('Counts since', { category: 'diagnostic' }),
  },
  events: {
    milestone: {
      title: 'Milestone',
      payload: closed({ attribute: id('Counter'), value: Type.Number({ title: 'Value', minimum: 0 }) }),
    },
    epochChanged: {
      title: 'New epoch',
      payload: closed({ epoch: Type.Integer({ title: 'Epoch', minimum: 0 }), reason: optional(words('Reason')) }),
    },
  },
  examples: [
    {
      title: 'A rented compressor',
      values: { runTime: 4_312_800, powerOnTime: 9_874_000, starts: 8120, energy: 51_300_000, epoch: 2, resetAt: '2025-11-02T00:00:00Z' },
    },
    { title: 'A thousand hours', event: 'milestone', payload: { attribute: 'runTime', value: 3_600_000 } },
  ],
});

/** A filter, a tool, a seal. `value`, `start`, `limit` and `warning` are in the unit that `indication` implies. */
export const lifetime = defineCapability({
  id: 'lifetime',
  title: 'Wear part',
  description: 'How much life is left in a filter, a tool or another part that wears out.',
  tags: ['domain=system', 'role=sensor', 'of=device'],
  attributes: {
    remaining: measured('share', 'Remaining', { minimum: 0, maximum: 100 }),
    state: oneOf(['ok', 'warning', 'expired'], 'State'),
    value: plainNumber('Used'),
    start: plainNumber('At the start', { series: 'setting', category: 'diagnostic' }),
    limit: plainNumber('Limit', { series: 'setting', category: 'diagnostic' }),
    warning: plainNumber('Warns at', { series: 'setting', category: 'diagnostic' }),
    indication: oneOf(['time', 'parts', 'cycles', 'length', 'volume', 'energy'], 'Counted in', {
      series: 'static',
      category: 'diagnostic',
    }),
    inPlace: flag('In place'),
    replacedAt: timestamp('Replaced at', { writable: true, category: 'config' }),
    part: text('Part', { series: 'static', category: 'diagnostic', maxLength: 255, description: 'What to buy.' }),
  },
  commands: { replaced: { title: 'It was replaced', expects: { state: 'ok' } } },
  events: { warning: { title: 'Soon worn out' }, expired: { title: 'Worn out' }, replaced: { title: 'Replaced' } },
  examples: [
    {
      title: 'The filter of an air purifier',
      values: { remaining: 18, state: 'warning', indication: 'time', inPlace: true, part: 'HEPA filter H13' },
    },
    { title: 'A new filter', command: 'replaced' },
    { title: 'Buy one soon', event: 'warning' },
  ],
});

/** `dueInUse` and `intervalUse` are in the unit of the usage counter that the descriptor names. */
export const maintenance = defineCapability({
  id: 'maintenance',
  title: 'Maintenance',
  description: 'When a product must be serviced, and when it last was.',
  tags: ['domain=machine', 'role=service', 'of=device'],
  risk: 'billing',
  attributes: {
    due: flag('Due'),
    dueAt: timestamp('Due at'),
    dueInUse: plainNumber('Due after so much use'),
    interval: measured('duration', 'Every', { ...config, minimum: 0 }),
    intervalUse: plainNumber('Every so much use', { ...config, minimum: 0 }),
    lastAt: timestamp('Last done'),
    tasks: listOf(thing({ id: id('Task'), title: optional(words('Task')), dueAt: optional(moment('Due at')) }), 'Tasks'),
  },
  commands: {
    done: {
      title: 'It was done',
      args: closed({ task: optional(id('Task')), note: optional(words('Note')) }),
      expects: { due: false },
    },
  },
  events: {
    due: { title: 'Due', payload: closed({ task: optional(id('Task')) }) },
    done: { title: 'Done', payload: closed({ task: optional(id('Task')), note: optional(words('Note')) }) },
  },
  examples: [
    {
      title: 'A boiler before its yearly service',
      values: {
        due: false,
        dueAt: '2026-10-01T00:00:00Z',
        interval: 31_536_000,
        lastAt: '2025-10-01T09:30:00Z',
        tasks: [{ id: 'burner', title: 'Clean the burner' }],
      },
    },
    { title: 'It was serviced', command: 'done', args: { task: 'burner', note: 'New electrode' } },
    { title: 'It is time', event: 'due', payload: { task: 'burner' } },
  ],
});
