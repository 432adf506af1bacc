import { capabilities, CommandRejectedError } from '@concord/sdk';
import type { ClusterModel } from '@matter/main/model';
import { bindCluster, type BoundAttribute } from '../src/mapping/bind.ts';
import type { ClusterView, Operation } from '../src/mapping/cluster-mapping.ts';
import { Unnamed } from '../src/mapping/convert.ts';
import { probe } from './probe.ts';

/** What the mapping asks of a device for one member of a capability. */
export interface Invocation {
  /** `capability.member` */
  readonly to: string;
  readonly operation: Operation;
  readonly view: ClusterView;
}

/** Texts of the forms that ids have: a number, a channel, an app, a handle, a key, an effect. */
const texts = ['1', '2', '3', '0', '4', '1.1', '1/app', '0101', '0102', '0103', 'ok', 'blink', 'cleaning', 'up', '2026-08-01T12:00:00Z'];

type Schema = Readonly<Record<string, unknown>>;

/** A value of a JSON Schema; every text in it is `text`. */
function valueOf(schema: Schema, text: string): unknown {
  const members = schema['enum'];
  if (Array.isArray(members)) return members[0];
  switch (schema['type']) {
    case 'boolean':
      return true;
    case 'integer':
    case 'number':
      return typeof schema['minimum'] === 'number' ? Math.max(1, schema['minimum']) : 1;
    case 'string':
      return text;
    case 'array':
      return [valueOf((schema['items'] ?? {}) as Schema, text)];
    case 'object':
      return Object.fromEntries(
        Object.entries((schema['properties'] ?? {}) as Record<string, Schema>).map(([name, one]) => [name, valueOf(one, text)]),
      );
    default:
      return text;
  }
}

/** All arguments, only those that must be there, and these with one other each. */
function argumentsOf(schema: Schema | undefined, seed: number): Record<string, unknown>[] {
  if (!schema) return [{}];
  const required = new Set(Array.isArray(schema['required']) ? schema['required'] : []);
  return [String(seed), ...texts].flatMap((text) => {
    const all = Object.entries(valueOf(schema, text) as Record<string, unknown>);
    const needed = all.filter(([name]) => required.has(name));
    return [all, needed, ...all.map((one) => [...needed, one])].map((entries) => Object.fromEntries(entries));
  });
}

/** What may be written to an attribute: what it is now, each option, and the ends of its range. */
function valuesOf(bound: BoundAttribute, view: ClusterView): unknown[] {
  const { capability, attribute, base, descriptor, read } = bound;
  const now = read(view);
  const schema = capabilities.get(base ?? capability)?.attributes[attribute]?.schema;
  const { options = [], minimum, maximum } = descriptor;
  return [
    ...(now === null || now === undefined || now instanceof Unnamed ? [] : [now]),
    ...options.map(({ id }) => id),
    ...[minimum, maximum].filter((end) => end !== undefined && Number.isFinite(end)),
    ...(schema && options.length === 0 ? texts.map((text) => valueOf(schema as Schema, text)) : []),
    ...(schema && 'type' in schema && schema['type'] === 'boolean' ? [true, false] : []),
  ];
}

function attempt(run: () => Operation): Operation[] {
  try {
    return [run()];
  } catch (error) {
    // That a sample makes no sense to a device is no fault of the mapping.
    if (error instanceof CommandRejectedError) return [];
    throw error;
  }
}

/** Everything that the mapping of a cluster asks of a device that has all of it, for one seed of its values. */
export function invocationsOf(cluster: ClusterModel, seed: number, deviceType: string, without: readonly string[] = []): Invocation[] {
  const found = probe(cluster, seed, deviceType, without);
  const { view } = found;
  const { attributes, commands } = bindCluster(found);
  return [
    ...attributes.flatMap((bound) => {
      const { capability, attribute, write } = bound;
      if (!write) return [];
      return valuesOf(bound, view).flatMap((value) =>
        attempt(() => write(value, view, {})).map((operation) => ({ to: `${capability}.${attribute}`, operation, view })),
      );
    }),
    ...commands.flatMap(({ capability, command, run }) =>
      argumentsOf(capabilities.get(capability)?.commands[command]?.args as Schema | undefined, seed).flatMap((args) =>
        attempt(() => run(args, view)).map((operation) => ({ to: `${capability}.${command}`, operation, view })),
      ),
    ),
  ];
}
