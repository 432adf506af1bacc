import { fragment, type CommandPlanner } from '../../../devices/fragment.ts';
import type { Saying } from '../../../devices/part.ts';
import { codecFor } from '../../../mapping/codecs/attribute-codec.ts';
import type { ValueCodec } from '../../../mapping/codecs/value-codec.ts';
import { describeFeature } from '../../../mapping/feature-part.ts';
import { parseTarget } from '../../../mapping/sensor-classes.ts';
import type { HomieNode, HomieProperty } from '../description.ts';
import type { HomieTools } from '../device-tools.ts';
import { plainName } from '../../../mapping/plain-name.ts';
import { wordsOf } from '../names.ts';
import { featureOfProperty } from '../property-feature.ts';
import type { Draft } from './draft.ts';
import { spokenWord, wordFor } from './words.ts';

const covers = new Set([
  'cover',
  'blind',
  'blinds',
  'shutter',
  'shutters',
  'curtain',
  'curtains',
  'awning',
  'shade',
  'rollershutter',
  'roller',
  'jalousie',
  'venetian',
]);
const doors = new Set(['garage', 'garagedoor', 'gate']);

const positions = ['position', 'level', 'opening', 'percent', 'percentage', 'lift', 'value', 'current-position'];
const tilts = ['tilt', 'slat', 'slats', 'angle', 'slat-position', 'tilt-position'];
const drives = new Set(['action', 'command', 'control', 'move', 'direction', 'state', 'motion', 'cover', 'set']);

const words = {
  open: ['open', 'up', 'raise', 'opened'],
  close: ['close', 'down', 'lower', 'closed'],
  stop: ['stop', 'stopped', 'halt', 'pause'],
} as const;
const movements: Readonly<Record<string, string>> = {
  opening: 'opening',
  closing: 'closing',
  stopped: 'stopped',
  stop: 'stopped',
  idle: 'stopped',
};
const doorStates = new Set(['closed', 'open', 'opening', 'closing', 'stopped']);

/**
 * A blind or a motorised door: a position, 0 closed and 100 open, words that drive it, or both. Undefined where nothing of it can be set. The
 * convention does not say which end is 0; what counts the other way round has to say so in its own language.
 */
export function coverPart(node: HomieNode, tools: HomieTools): Draft | undefined {
  const called = [...wordsOf(node)];
  const capability = called.some((word) => doors.has(word)) ? 'closure' : called.some((word) => covers.has(word)) ? 'cover' : undefined;
  if (capability === undefined) return undefined;
  const find = (names: readonly string[]) =>
    node.properties.find((property) => names.includes(plainName(property.id)) && shareOf(node, property, tools));
  const position = find(positions);
  const tilt = capability === 'cover' ? find(tilts) : undefined;
  const drive = node.properties.find(
    (property) => property.isSettable && drives.has(plainName(property.id)) && wordFor(property, words.open, tools.version) !== undefined,
  );
  const mover =
    node.properties.find((property) => property !== drive && isMover(property)) ?? (drive && isMover(drive) ? drive : undefined);
  if (!drive && !position?.isSettable) return undefined;

  const codecs = new Map([position, tilt].flatMap((one) => (one ? [[one, shareOf(node, one, tools)] as const] : [])));
  const plan = (property: HomieProperty, value: unknown) => ({ sendings: [tools.send(node, property, value)] });
  const commands: Record<string, CommandPlanner> = {};
  for (const [command, meanings] of Object.entries(words)) {
    const word = drive && wordFor(drive, meanings, tools.version);
    const end = command === 'open' ? 100 : command === 'close' ? 0 : undefined;
    if (drive && word !== undefined) commands[command] = () => plan(drive, word);
    else if (position?.isSettable && end !== undefined) commands[command] = () => plan(position, codecs.get(position)?.write(end));
  }
  const describe = (property: HomieProperty) => ({
    ...describeFeature(featureOfProperty(node, property, tools.version), codecs.get(property)?.descriptor),
    writable: property.isSettable && codecs.has(property),
  });
  const moves = capability === 'cover' ? 'moving' : 'state';
  const target = fragment({
    ...tools.place,
    capability,
    attributes: {
      ...(position && { position: describe(position) }),
      ...(tilt && { tilt: describe(tilt) }),
      ...(mover && { [moves]: { ...describe(mover), writable: false } }),
    },
    commands,
    set: (values) => ({
      sendings: [
        ...(position && 'position' in values ? [tools.send(node, position, codecs.get(position)?.write(values['position']))] : []),
        ...(tilt && 'tilt' in values ? [tools.send(node, tilt, codecs.get(tilt)?.write(values['tilt']))] : []),
      ],
    }),
  });
  const hear = (property: HomieProperty, attribute: string) =>
    tools.listen(node, property, (value, reporter) => {
      const read = codecs.get(property)?.read(value);
      if (read === undefined) tools.bad(tools.topicOf(node, property), value);
      else reporter.set(target, attribute, read);
    });
  const hearMoves = (property: HomieProperty) =>
    tools.listen(node, property, (value, reporter) => {
      const word = spokenWord(property, value);
      const moving = capability === 'closure' && doorStates.has(word) ? word : Object.hasOwn(movements, word) ? movements[word] : undefined;
      reporter.set(target, moves, value === null ? null : (moving ?? 'other'), moving === undefined ? value : undefined);
    });
  const says = (property: HomieProperty | undefined, members: readonly string[]): Saying[] =>
    property ? members.map((member) => ({ item: `${node.id}/${property.id}`, fragment: target, member })) : [];
  return {
    kind: capability === 'cover' ? 'cover' : 'garageDoor',
    fragments: [target],
    listeners: [position && hear(position, 'position'), tilt && hear(tilt, 'tilt'), mover && hearMoves(mover)].filter(
      (one) => one !== undefined,
    ),
    taken: [...new Set([position, tilt, drive, mover])].filter((one) => one !== undefined),
    says: [
      ...says(position, ['position']),
      ...says(tilt, ['tilt']),
      ...says(
        drive ?? position,
        Object.keys(commands).map((name) => `${name}()`),
      ),
      ...says(mover, [moves]),
    ],
  };
}

function shareOf(node: HomieNode, property: HomieProperty, tools: HomieTools): ValueCodec | undefined {
  const feature = featureOfProperty(node, property, tools.version);
  const target = parseTarget('cover.position');
  return feature.type === 'numeric' && target ? codecFor(feature, { target: 'cover.position' }, target) : undefined;
}

/** What says in words how it moves. */
function isMover(property: HomieProperty): boolean {
  return property.datatype === 'enum' && ['opening', 'closing'].every((word) => property.format.split(',').map(plainName).includes(word));
}
