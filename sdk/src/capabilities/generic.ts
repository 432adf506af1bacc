import { Type } from 'typebox';
import { choice, count, flag, listOf, oneOf, plainNumber, record, text } from '../model/attribute.ts';
import { defineCapability } from '../model/capability.ts';
import { ModeOption } from '../device/descriptor.ts';

/**
 * The shapes of section 2.15: whatever has no named capability takes one of them, as `<namespace>:<name>` with this `base`. The unit, the
 * range and the options of a value stand in the descriptor; the attributes named so are for a source that changes them as it runs.
 *
 * The map leaves the risk of the writable ones to the descriptor. Nobody knows what such a value moves, so it counts as harm until it is
 * mapped. They are writable, unless the descriptor says that this one isn't.
 */

const nameplate = { series: 'static', category: 'diagnostic' } as const;

/** A number with a known unit that is only read. */
export const measurement = defineCapability({
  id: 'measurement',
  title: 'Measurement',
  description: 'A number with a unit that the product measures.',
  tags: ['domain=system', 'role=sensor'],
  attributes: {
    value: plainNumber('Value'),
    series: oneOf(['measurement', 'angle', 'total', 'totalIncreasing'], 'What it means over time', nameplate),
  },
  examples: [{ title: 'Something that a product measures', values: { value: 17.25, series: 'measurement' } }],
});

export const genericNumber = defineCapability({
  id: 'genericNumber',
  title: 'Number',
  description: 'A number without a named meaning.',
  tags: ['domain=system', 'role=setting'],
  risk: 'harm',
  attributes: {
    value: plainNumber('Value', { writable: true }),
    min: plainNumber('Lowest', nameplate),
    max: plainNumber('Highest', nameplate),
    step: plainNumber('Step', { ...nameplate, minimum: 0 }),
    unit: text('Unit', { ...nameplate, maxLength: 32 }),
    quantity: text('Quantity', { ...nameplate, maxLength: 32 }),
  },
  examples: [
    { title: 'A number from 0 to 10', values: { value: 4, min: 0, max: 10, step: 0.5 } },
    { title: 'Another one', command: 'set', args: { value: 4.5 } },
  ],
});

export const genericBoolean = defineCapability({
  id: 'genericBoolean',
  title: 'Yes or no',
  description: 'A yes or no without a named meaning.',
  tags: ['domain=system', 'role=setting'],
  risk: 'harm',
  attributes: { value: flag('Value', { writable: true }) },
  examples: [
    { title: 'Some option that is on', values: { value: true } },
    { title: 'Off', command: 'set', args: { value: false } },
  ],
});

export const genericSelect = defineCapability({
  id: 'genericSelect',
  title: 'Choice',
  description: "One of a product's own list, without a named meaning.",
  tags: ['domain=system', 'role=setting'],
  risk: 'harm',
  attributes: {
    value: choice('Value', { writable: true }),
    options: listOf(ModeOption, 'Options', nameplate),
  },
  examples: [
    { title: 'One of three', values: { value: 'b', options: [{ id: 'a' }, { id: 'b', label: 'B' }, { id: 'c' }] } },
    { title: 'The first', command: 'set', args: { value: 'a' } },
  ],
});

export const genericText = defineCapability({
  id: 'genericText',
  title: 'Text',
  description: 'Text without a named meaning.',
  tags: ['domain=system', 'role=setting'],
  risk: 'harm',
  attributes: {
    value: text('Value', { writable: true }),
    maxLength: count('Longest', nameplate),
    pattern: text('Pattern', { ...nameplate, maxLength: 1000 }),
  },
  examples: [
    { title: 'A text on a display', values: { value: 'Welcome', maxLength: 32 } },
    { title: 'Another one', command: 'set', args: { value: 'Good night' } },
  ],
});

const date = '\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])';
const hourAndMinute = '([01]\\d|2[0-3]):[0-5]\\d';
const time = `${hourAndMinute}(:[0-5]\\d(\\.\\d+)?)?`;
const moments = `^(${date}|${time}|${date}T${hourAndMinute}:[0-5]\\d(\\.\\d+)?(Z|[+-]${hourAndMinute}))$`;

/** A date (`2026-08-01`), a time of day (`07:30`) or both (RFC 3339); `part` says which. */
export const genericDateTime = defineCapability({
  id: 'genericDateTime',
  title: 'Date or time',
  description: 'A date, a time of day or a moment without a named meaning.',
  tags: ['domain=system', 'role=setting'],
  risk: 'harm',
  attributes: {
    value: record(Type.String({ pattern: moments, maxLength: 64 }), 'Value', { writable: true }),
    part: oneOf(['date', 'time', 'datetime'], 'Part', nameplate),
  },
  examples: [
    { title: 'A time of day', values: { value: '07:30', part: 'time' } },
    { title: 'Sleep longer', command: 'set', args: { value: '08:15' } },
  ],
});

export const genericTrigger = defineCapability({
  id: 'genericTrigger',
  title: 'Trigger',
  description: 'Something that can be set off, or that happens, without a named meaning.',
  tags: ['domain=system', 'role=actuator'],
  risk: 'harm',
  attributes: {},
  commands: { press: { title: 'Press' } },
  events: { fired: { title: 'Happened', payload: Type.Record(Type.String({ maxLength: 128 }), Type.Unknown()) } },
  examples: [
    { title: 'Set it off', command: 'press' },
    { title: 'It happened', event: 'fired', payload: { source: 'input 2' } },
  ],
});

/** A structure as the source has it. What its members are stands in the descriptor (`members`); it is written as a whole. */
export const genericObject = defineCapability({
  id: 'genericObject',
  title: 'Structure',
  description: 'A list or a structure without a named meaning.',
  risk: 'harm',
  tags: ['domain=system', 'role=information'],
  attributes: {
    value: record(Type.Union([Type.Record(Type.String(), Type.Unknown()), Type.Array(Type.Unknown())]), 'Value', { writable: true }),
  },
  examples: [
    { title: 'A structure as its source has it', values: { value: { profile: 'A', limits: [3, 7] } } },
    { title: 'Another profile', command: 'set', args: { value: { profile: 'B', limits: [3, 9] } } },
  ],
});
