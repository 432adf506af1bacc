import { fragment, type Fragment } from '../../../devices/fragment.ts';
import type { Reporter } from '../../../devices/reporter.ts';
import { toNumber } from '../../../mapping/numbers.ts';
import { pythonText } from '../../../templates/python-text.ts';
import { refuse, type Entity } from '../entity.ts';
import type { PartDraft } from '../part-draft.ts';
import { asObject, member } from './json-value.ts';

/** The members of its attributes that say where it is, and between which numbers. */
const places = [
  ['latitude', 'latitude', -90, 90],
  ['longitude', 'longitude', -180, 180],
  ['gps_accuracy', 'accuracy', 0, Infinity],
] as const;

/** `device_tracker`: at home or not, the zone, and the position where its attributes tell it. */
export function deviceTrackerPart(entity: Entity): PartDraft {
  if (!entity.has('state_topic') && !entity.has('json_attributes_topic')) refuse('state_topic and json_attributes_topic are missing');
  const home = entity.payload('payload_home', 'home');
  const away = entity.payload('payload_not_home', 'not_home');
  const reset = entity.payload('payload_reset', 'None');
  const hasState = entity.has('state_topic');
  const hasPlace = entity.has('json_attributes_topic');
  const target = fragment({
    capability: 'tracker',
    attributes: {
      ...(hasState && { home: entity.describe(), zone: entity.describe() }),
      ...(hasPlace && Object.fromEntries(places.map(([, attribute]) => [attribute, entity.describe()]))),
    },
    events: hasState ? ['arrived', 'left'] : [],
  });
  let wasHome: boolean | undefined;
  return {
    kind: 'tracker',
    fragments: [target],
    listeners: [
      ...entity.listen('state_topic', 'value_template', (value, reporter, message) => {
        const text = pythonText(value);
        if (text === '') return;
        if (text === reset || text === 'None') {
          wasHome = undefined;
          reporter.set(target, 'home', null);
          reporter.set(target, 'zone', null);
          return;
        }
        if (text.length > 255) return entity.bad(text.slice(0, 50), 'too long a name of a zone');
        const isHome = text === home;
        // Any other word is the name of the zone that it is in.
        const zone = isHome || text === away ? null : text;
        reporter.set(target, 'home', isHome);
        reporter.set(target, 'zone', zone);
        if (!message.retained && wasHome !== undefined && wasHome !== isHome)
          reporter.emit(target, isHome ? 'arrived' : 'left', zone === null ? undefined : { zone });
        wasHome = isHome;
      }),
      ...entity.listen('json_attributes_topic', 'json_attributes_template', (value, reporter) => takePlace(target, value, reporter)),
    ],
  };
}

/** All or nothing: a latitude without its longitude is no place. */
function takePlace(target: Fragment, value: unknown, reporter: Reporter): void {
  const said = asObject(value);
  if (!said) return;
  const numbers = places.map(([name, attribute, minimum, maximum]) => {
    const number = toNumber(member(said, name));
    return [attribute, typeof number === 'number' && number >= minimum && number <= maximum ? number : undefined] as const;
  });
  const [latitude, longitude] = numbers;
  if (latitude?.[1] === undefined || longitude?.[1] === undefined) return;
  for (const [attribute, number] of numbers) if (number !== undefined) reporter.set(target, attribute, number);
}
