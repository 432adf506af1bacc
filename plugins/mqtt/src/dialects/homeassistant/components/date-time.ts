import { CommandRejectedError } from '@concord/sdk';
import { pythonText } from '../../../templates/python-text.ts';
import { readDate, readMoment, readTime, timeZoneOf } from '../../../mapping/clock.ts';
import { refuse, type Entity } from '../entity.ts';
import type { PartDraft } from '../part-draft.ts';

/** How one of the three reads what its product writes, and writes what somebody wants. Undefined: it is none. */
interface Part {
  readonly read: (text: string) => string | undefined;
  readonly write: (text: string) => string | undefined;
}

/** `date`: a day that can be set. */
export function datePart(entity: Entity): PartDraft {
  return momentPart(entity, 'date', { read: readDate, write: (text) => (/^\d{4}-\d{2}-\d{2}$/.test(text) ? text : undefined) });
}

/** `time`: a time of day that can be set. */
export function timePart(entity: Entity): PartDraft {
  return momentPart(entity, 'time', { read: readTime, write: (text) => (/^\d{2}:\d{2}/.test(text) ? readTime(text) : undefined) });
}

/** `datetime`: a moment that can be set. With a `timezone` the product speaks of local time there. */
export function datetimePart(entity: Entity): PartDraft {
  const zone = entity.text('timezone');
  if (zone !== undefined && !timeZoneOf(zone)) refuse(`"${zone}" is no time zone`);
  return momentPart(entity, 'datetime', {
    read: (text) => readMoment(text, zone),
    // As Python writes a moment in UTC.
    write: (text) => readMoment(text, undefined)?.replace(/(?:\.000)?Z$/, '+00:00'),
  });
}

function momentPart(entity: Entity, part: 'date' | 'time' | 'datetime', { read, write }: Part): PartDraft {
  entity.requireCommands();
  const target = entity.generic('genericDateTime', {
    value: { writable: true },
    more: { part: {} },
    set: ({ value }) => {
      const written = typeof value === 'string' ? write(value) : undefined;
      if (written === undefined) throw new CommandRejectedError(`wants a ${part}`);
      return entity.plan('state_topic', [entity.send('command_topic', written, 'command_template')], { value });
    },
  });
  return {
    fragments: [target],
    constants: [{ fragment: target, attribute: 'part', value: part }],
    listeners: entity.listen('state_topic', 'value_template', (value, reporter) => {
      const text = pythonText(value);
      if (text === '') return;
      const said = text === 'None' ? null : text.length <= 128 ? read(text) : undefined;
      if (said === undefined) return entity.bad(text, `not a ${part}`);
      reporter.set(target, 'value', said);
    }),
  };
}
