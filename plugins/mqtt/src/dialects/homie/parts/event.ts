import { fragment, type Fragment } from '../../../devices/fragment.ts';
import type { Part } from '../../../devices/part.ts';
import type { Reporter } from '../../../devices/reporter.ts';
import { slug } from '../../../devices/slug.ts';
import type { FeaturePart } from '../../../mapping/feature-part.ts';
import { gestureOf } from '../../../mapping/gestures.ts';
import type { HomieNode, HomieProperty } from '../description.ts';
import type { HomieTools } from '../device-tools.ts';
import { namesOf, wordsOf } from '../names.ts';
import { featureOfProperty, choicesOf } from '../property-feature.ts';

type EventPart = FeaturePart & Pick<Part, 'id' | 'kind'>;
/** What to tell of a payload that is news. */
type Tell = (said: string, reporter: Reporter) => void;

const bells = new Set(['doorbell', 'door-bell', 'bell', 'ring', 'rung']);
const buttons = new Set([
  'button',
  'push',
  'pushbutton',
  'click',
  'press',
  'pressed',
  'key',
  'action',
  'keypress',
  'remote',
  'scene',
  'event',
]);
/** What says in a word that something happened. */
const tells = new Set<HomieProperty['datatype']>(['boolean', 'enum', 'string']);

/**
 * A property that is not retained says what happened ("Settable and retained properties"): a bell that rings, a button. Undefined for a
 * number or a structure, whose last value is worth showing, and for what is told more than one word.
 */
export function eventPart(node: HomieNode, property: HomieProperty, tools: HomieTools): EventPart | undefined {
  if (property.isRetained || !tells.has(property.datatype)) return undefined;
  const { values, type } = featureOfProperty(node, property, tools.version);
  const word = type === 'binary' ? 'true' : values.length === 1 ? values[0] : undefined;
  if (property.isSettable) return word === undefined ? undefined : triggerPart(node, property, tools, word);
  const names = [...namesOf(node, property), ...wordsOf(node)];
  if (names.some((name) => bells.has(name))) return bellPart(node, property, tools);
  return names.some((name) => buttons.has(name)) ? buttonPart(node, property, tools) : triggerPart(node, property, tools, undefined);
}

function bellPart(node: HomieNode, property: HomieProperty, tools: HomieTools): EventPart {
  const target = fragment({ ...tools.place, capability: 'doorbell', attributes: {}, events: ['rung'] });
  return { ...partOf(node, property, tools, target, (_said, reporter) => reporter.emit(target, 'rung')), kind: 'doorbell' };
}

function buttonPart(node: HomieNode, property: HomieProperty, tools: HomieTools): EventPart {
  const words = property.datatype === 'enum' ? choicesOf(property.format, tools.version) : [];
  const known = words.length > 0 ? words.map((word) => gestureOf(word).event) : (['pressed', 'held', 'released', 'rotated'] as const);
  const events = property.datatype === 'boolean' ? (['pressed'] as const) : [...new Set(known)];
  const target = fragment({ ...tools.place, capability: 'button', attributes: {}, events: [...events] });
  const tell: Tell = (said, reporter) => {
    const { event, payload, button } = gestureOf(property.datatype === 'boolean' ? 'pressed' : said);
    if (!events.some((one) => one === event)) return tools.bad(tools.topicOf(node, property), said);
    reporter.emit(target, event, { ...payload, ...(button !== undefined && { which: button.slice(0, 255) }) });
  };
  return { ...partOf(node, property, tools, target, tell), kind: 'remote' };
}

/** Something that happens, and that may be set off by its one word. */
function triggerPart(node: HomieNode, property: HomieProperty, tools: HomieTools, word: string | undefined): EventPart {
  const target = fragment({
    ...tools.place,
    capability: `homie:${slug(property.id)}`,
    base: 'genericTrigger',
    title: property.name,
    attributes: {},
    events: ['fired'],
    ...(word !== undefined && { commands: { press: () => ({ sendings: [tools.send(node, property, word)] }) } }),
  });
  return partOf(node, property, tools, target, (said, reporter) => reporter.emit(target, 'fired', { value: said.slice(0, 1024) }));
}

/** False ends what true began, and what the broker kept against the rule is no news. */
function partOf(node: HomieNode, property: HomieProperty, tools: HomieTools, target: Fragment, tell: Tell): EventPart {
  const listener = tools.listen(node, property, (value, reporter, message) => {
    const isOver = property.datatype === 'boolean' && value !== 'true';
    if (!message.retained && !isOver && typeof value === 'string') tell(value, reporter);
  });
  return { id: `${node.id}/${property.id}`, fragments: [target], listeners: [listener] };
}
