import type { PluginContext } from '@concord/sdk';
import { fragment, type CommandPlanner, type FragmentDraft } from '../../devices/fragment.ts';
import type { Part } from '../../devices/part.ts';
import type { TemplateEngine } from '../../templates/engine.ts';
import type { MappedValue, SavedMapping } from './mapping.ts';
import { addressOf, targetOf, type Target } from './target.ts';
import { codecOf, type ValueCodec } from './value-codec.ts';
import { attributeOf, readerOf } from './value-reader.ts';
import { sendingOfCommand, sendingOfValue } from './value-sender.ts';

interface PartTools {
  readonly engine: TemplateEngine;
  readonly context: Pick<PluginContext, 'diagnose'>;
}

interface Resolved {
  readonly value: MappedValue;
  readonly target: Target;
  readonly codec: ValueCodec;
}

/** The parts of a mapped device, one a value. What was checked when it was saved and fits no more is left out, and told. */
export function partsOf(mapping: SavedMapping, tools: PartTools): Part[] {
  const resolved = mapping.values.flatMap((value, at): Resolved[] => {
    const target = targetOf(value, ({ path, message }) => leftOut(mapping, `/values/${at}${path}`, message, tools));
    const codec = target && codecOf(value, target);
    return target && codec ? [{ value, target, codec }] : [];
  });
  return resolved.map((one) => partOf(one, resolved, mapping, tools));
}

function partOf({ value, target, codec }: Resolved, all: readonly Resolved[], mapping: SavedMapping, tools: PartTools): Part {
  const { engine } = tools;
  const address = addressOf(target);
  const { member, id, base, endpoint } = target;
  const read = readerOf(value, target, codec, engine);
  let last: unknown;
  const toldOf = fragment({
    capability: id,
    endpoint,
    ...(base && { base }),
    ...(value.title !== undefined && base && { title: value.title }),
    attributes: member.type === 'attribute' ? { [member.name]: attributeOf(value, codec, mapping.expireAfter) } : {},
    ...(member.type === 'event' && { events: [member.name] }),
    ...senders({ value, target, codec }, all, engine, () => last),
  });
  const { state } = value;
  return {
    id: address,
    dialect: 'manual',
    order: value.send ? 0 : 1,
    ...(endpoint === 'main' && mapping.kind !== undefined && { kind: mapping.kind }),
    hasAvailability: mapping.availability !== undefined,
    fragments: [toldOf],
    listeners: state
      ? [
          {
            topic: state.topic,
            read: (message, reporter) => {
              const told = read(message);
              if (!told) return;
              if ('problem' in told) {
                const code = told.place === '/state/template' ? 'template-failed' : 'bad-value';
                tools.context.diagnose({ code, message: `${address}: ${told.problem}`, place: message.topic, device: mapping.key });
              } else if ('value' in told) {
                last = told.value;
                reporter.set(toldOf, member.name, told.value, told.raw);
              } else if (!message.retained) {
                // What the broker kept happened once, and is no news.
                reporter.emit(toldOf, member.name, told.payload && { ...told.payload });
              }
            },
          },
        ]
      : [],
  };
}

function senders(
  { value, target, codec }: Resolved,
  all: readonly Resolved[],
  engine: TemplateEngine,
  last: () => unknown,
): Pick<FragmentDraft, 'set' | 'commands'> {
  const { send, state, optimistic = false } = value;
  const { name, type } = target.member;
  if (!send || type === 'event') return {};
  if (type === 'command') {
    const assumed = assumedOf(target, optimistic, all);
    return {
      commands: { [name]: (args) => ({ sendings: [sendingOfCommand(send, args, engine)], ...(assumed && { assumed }) }) },
    };
  }
  const isConfirmed = state !== undefined && !optimistic;
  const turn = (wanted: unknown) => ({
    sendings: [sendingOfValue(send, codec, wanted, engine)],
    ...(!isConfirmed && { assumed: { [name]: wanted } }),
  });
  const set: CommandPlanner = (values) => turn(values[name]);
  // One whose state nobody tells has none to toggle from.
  const hasToggle = target.id === 'switch' && state !== undefined && !all.some((other) => isToggleOf(other.target, target));
  return { set, ...(hasToggle && { commands: { toggle: () => turn(last() !== true) } }) };
}

function isToggleOf({ id, endpoint, member }: Target, other: Target): boolean {
  return id === other.id && endpoint === other.endpoint && member.type === 'command' && member.name === 'toggle';
}

/** What is taken for granted after a command; undefined where the state topics of what it should change will tell. */
function assumedOf({ id, endpoint, definition, member }: Target, isOptimistic: boolean, all: readonly Resolved[]) {
  const expects = Object.entries(definition.commands[member.name]?.expects ?? {});
  const siblings = expects.flatMap(([attribute, value]) => {
    const sibling = all.find(
      ({ target }) =>
        target.id === id && target.endpoint === endpoint && target.member.type === 'attribute' && target.member.name === attribute,
    );
    return sibling ? [{ sibling, attribute, value }] : [];
  });
  const isTold = siblings.length > 0 && siblings.every(({ sibling }) => sibling.value.state !== undefined);
  if (isTold && !isOptimistic) return undefined;
  return Object.fromEntries(siblings.map(({ attribute, value }) => [attribute, value]));
}

function leftOut({ key }: SavedMapping, place: string, message: string, { context }: PartTools): void {
  context.diagnose({ code: 'mapping-refused', message, place, device: key });
}
