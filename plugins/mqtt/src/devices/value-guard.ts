import { capabilities, compile, type GenericBase } from '@concord/sdk';

/** Whether a value is one that the model allows. */
type Guard = (value: unknown) => boolean;

interface Schema {
  readonly type?: unknown;
  readonly minimum?: unknown;
  readonly maximum?: unknown;
  readonly enum?: unknown;
}

const guards = new Map<string, Guard | undefined>();

/**
 * Checks values of an attribute before they leave: whatever a product says and a dialect makes of it, the hub is not told what the model
 * forbids. Undefined for an attribute with a definition of its own, which the hub checks.
 */
export function guardOf(capability: string, base: GenericBase | undefined, attribute: string): Guard | undefined {
  const id = base ?? capability;
  return kept(`${id}.${attribute}`, () => capabilities.get(id)?.attributes[attribute]?.schema);
}

/** The same for the payload of an event. */
export function eventGuardOf(capability: string, base: GenericBase | undefined, event: string): Guard | undefined {
  const id = base ?? capability;
  return kept(`${id}.${event}()`, () => capabilities.get(id)?.events[event]?.payload);
}

function kept(name: string, schemaOf: () => Parameters<typeof compile>[0] | undefined): Guard | undefined {
  if (guards.has(name)) return guards.get(name);
  const schema = schemaOf();
  const guard = schema && made(schema);
  guards.set(name, guard);
  return guard;
}

/** Numbers, yes and no, and words of a list are most of what products say, and need no compiled schema. */
function made(schema: Parameters<typeof compile>[0]): Guard {
  const { type, minimum = -Infinity, maximum = Infinity, enum: members }: Schema = schema;
  if (Array.isArray(members)) {
    const known = new Set<unknown>(members);
    return (value) => known.has(value);
  }
  if (type === 'boolean') return (value) => typeof value === 'boolean';
  if (type === 'number' || type === 'integer') {
    const isWhole = type === 'integer';
    const [from, to] = [Number(minimum), Number(maximum)];
    return (value) =>
      typeof value === 'number' && Number.isFinite(value) && value >= from && value <= to && (!isWhole || Number.isInteger(value));
  }
  const validator = compile(schema);
  return (value) => validator.accepts(value);
}
