import {
  CommandRejectedError,
  CommandTimedOutError,
  ConcordError,
  DeviceOfflineError,
  type AttributeDescriptor,
  type CommandOutcome,
  type PluginCommand,
} from '@concord/sdk';
import {
  CanceledError,
  ClusterBehavior,
  ImplementationError,
  MatterError,
  NoResponseTimeoutError,
  TimeoutError,
  type ClientNode,
} from '@matter/main';
import { PeerCommunicationError, Write, type WriteResult } from '@matter/main/protocol';
import { Status, StatusResponseError } from '@matter/main/types';
import type { DeviceCluster, DeviceView } from './device-view.ts';
import type { BoundAttribute } from './mapping/bind.ts';
import type { Operation, SetOptions } from './mapping/cluster-mapping.ts';
import { isRecord, numberArgument } from './mapping/convert.ts';
import { clusterMappings } from './mapping/index.ts';
import { publishable } from './mapping/publish.ts';

/** Operations on one cluster. */
interface Step {
  readonly cluster: DeviceCluster;
  readonly operations: readonly Operation[];
}

/**
 * Does one command and resolves when the device has acknowledged it. Throws `CommandRejectedError` for what makes no sense or what the
 * device refuses, `CommandTimedOutError` when it does not answer in time, `DeviceOfflineError` when it can't be reached.
 */
export async function runCommand(device: DeviceView, command: PluginCommand): Promise<CommandOutcome> {
  const steps = plan(device, command);
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(
      () => reject(new CommandTimedOutError(`${device.descriptor.name} did not answer`, command.timeoutMs)),
      command.timeoutMs,
    );
  });
  const work = perform(device, steps);
  // When the time is up first, what becomes of the rest is of no interest to anyone.
  work.catch(() => undefined);
  try {
    await Promise.race([work, timeout]);
  } catch (error) {
    throw typed(error, device, command.timeoutMs);
  } finally {
    clearTimeout(timer);
  }
  return { confirmation: 'acknowledged' };
}

/** What the command means in Matter. Throws before anything is sent. */
export function plan(device: DeviceView, { endpoint, capability, command, args }: Omit<PluginCommand, 'timeoutMs' | 'device'>): Step[] {
  if (!device.descriptor.endpoints.some(({ id }) => id === endpoint)) {
    throw new CommandRejectedError(`${device.descriptor.name} has no endpoint "${endpoint}"`);
  }
  const clusters = device.clusters.filter(
    ({ endpointId, attributes, commands }) =>
      endpointId === endpoint && [...attributes, ...commands].some((one) => one.capability === capability),
  );
  if (clusters.length === 0) throw new CommandRejectedError(`"${capability}" is not a capability of ${device.descriptor.name} there`);
  if (command === 'set') return planSet(clusters, capability, args);
  for (const cluster of clusters) {
    const bound = cluster.commands.find((one) => one.capability === capability && one.command === command);
    if (bound) return [{ cluster, operations: [bound.run(args, cluster.view)] }];
  }
  throw new CommandRejectedError(`"${capability}" has no command "${command}" on ${device.descriptor.name}`);
}

function planSet(clusters: readonly DeviceCluster[], capability: string, args: Readonly<Record<string, unknown>>): Step[] {
  const { transition, ...values } = args;
  const options: SetOptions = transition === undefined ? {} : { transition: numberArgument(transition, 'transition') };
  if (Object.keys(values).length === 0) throw new CommandRejectedError('there is nothing to set');
  const operations = new Map<DeviceCluster, Operation[]>();
  for (const [name, value] of Object.entries(values)) {
    const found = findAttribute(clusters, capability, name);
    if (!found) throw new CommandRejectedError(`"${name}" is not an attribute of ${capability} here`);
    const { cluster, bound } = found;
    if (!bound.write) throw new CommandRejectedError(`${capability}.${name} can only be read`);
    refuseUnfit(`${capability}.${name}`, value, bound);
    operations.set(cluster, [...(operations.get(cluster) ?? []), bound.write(value, cluster.view, options)]);
  }
  return [...operations].map(([cluster, list]) => ({ cluster, operations: combine(cluster, list) }));
}

function findAttribute(clusters: readonly DeviceCluster[], capability: string, name: string) {
  for (const cluster of clusters) {
    const bound = cluster.attributes.find((one) => one.capability === capability && one.attribute === name);
    if (bound) return { cluster, bound };
  }
  return undefined;
}

function refuseUnfit(name: string, value: unknown, { base, capability, attribute, descriptor }: BoundAttribute): void {
  const checked = publishable(base ?? capability, attribute, value);
  if ('refused' in checked) throw new CommandRejectedError(`${name}: ${checked.refused}`);
  const { minimum, maximum, options }: AttributeDescriptor = descriptor;
  if (typeof value === 'number') {
    if (minimum !== undefined && value < minimum) throw new CommandRejectedError(`${name} must be at least ${minimum}, not ${value}`);
    if (maximum !== undefined && value > maximum) throw new CommandRejectedError(`${name} must be at most ${maximum}, not ${value}`);
  }
  if (options && typeof value === 'string' && !options.some(({ id }) => id === value)) {
    throw new CommandRejectedError(`${name} must be one of ${options.map(({ id }) => id).join(', ')}`);
  }
}

/** All attributes of a cluster in one write, then its commands. */
function combine({ cluster, view }: DeviceCluster, operations: readonly Operation[]): readonly Operation[] {
  const merged = clusterMappings.get(cluster)?.merge?.(operations, view) ?? operations;
  const writes = merged.flatMap((operation) => ('write' in operation ? [operation.write] : []));
  const invokes = merged.filter((operation) => 'invoke' in operation);
  return writes.length > 0 ? [{ write: Object.assign({}, ...writes) as Record<string, unknown> }, ...invokes] : invokes;
}

async function perform({ node, descriptor: { name } }: DeviceView, steps: readonly Step[]): Promise<void> {
  for (const { cluster, operations } of steps) {
    for (const operation of operations) {
      if ('write' in operation) {
        await write(node, name, cluster, operation.write);
        continue;
      }
      const run = cluster.endpoint.commandsOf(cluster.cluster)[operation.invoke];
      if (!run) throw new CommandRejectedError(`${name} has no command ${operation.invoke}`);
      refuseUnlessDone(name, cluster.cluster, await run(operation.fields && { ...operation.fields }));
    }
  }
}

/**
 * Many clusters acknowledge a command and say in the response that they did not do it: by a status, or by the state of an error. All of
 * them count from 0, "success" and "no error" (Matter application clusters, sections 1.10.7.2, 1.14.6.5 and chapter 6).
 */
function refuseUnlessDone(name: string, cluster: string, response: unknown): void {
  if (!isRecord(response)) return;
  const state = isRecord(response['commandResponseState']) ? response['commandResponseState'] : {};
  const fine = new Set([0, ...(clusterMappings.get(cluster)?.pending ?? [])]);
  const failed = [response['status'], state['errorStateId']].find((code) => typeof code === 'number' && !fine.has(code));
  if (failed === undefined) return;
  const words = [response['statusText'], state['errorStateLabel'], state['errorStateDetails'], response['data']];
  const text = words.find((one) => typeof one === 'string' && one !== '');
  throw new CommandRejectedError(`${name} refused it: ${typeof text === 'string' ? text : `status ${Number(failed)}`}`);
}

/** Writes past matter.js' cache, which would keep a write to itself where it believes that the device has the value already. */
async function write(node: ClientNode, name: string, { endpoint, cluster }: DeviceCluster, values: Readonly<Record<string, unknown>>) {
  const type = endpoint.behaviors.supported[cluster];
  if (!type || !ClusterBehavior.isType(type)) throw new CommandRejectedError(`${name} has no cluster ${cluster}`);
  const { attributes = {} } = type.cluster;
  const parts = Object.entries(values).map(([attribute, value]) => {
    const known = attributes[attribute];
    if (!known) throw new CommandRejectedError(`${name} has no attribute ${attribute}`);
    return Write.Attribute({ endpoint, cluster: type.cluster, attributes: known, value });
  });
  const results: readonly WriteResult.AttributeStatus[] = (await node.interaction.write(Write(...parts))) ?? [];
  const failed = results.find(({ status }) => status !== Status.Success);
  if (failed) throw new CommandRejectedError(`${name} refused it: ${statusName(failed.status)}`);
}

function statusName(status: Status): string {
  return Status[status] ?? `status ${status}`;
}

/** matter.js' errors as the SDK's: what the device refused, what it did not answer, what could not be sent. */
function typed(error: unknown, { descriptor: { name } }: DeviceView, waitedMs: number): unknown {
  if (error instanceof ConcordError) return error;
  const status = causeOf(error, (one) => one instanceof StatusResponseError);
  if (status instanceof StatusResponseError) {
    return new CommandRejectedError(`${name} refused it: ${statusName(status.code)}`, { cause: error });
  }
  if (causeOf(error, (one) => silences.some((silence) => one instanceof silence))) {
    return new CommandTimedOutError(`${name} did not answer`, waitedMs, { cause: error });
  }
  // An implementation error is what matter.js throws for a node that is being stopped.
  if (causeOf(error, (one) => one instanceof CanceledError || one instanceof ImplementationError)) {
    return new DeviceOfflineError(`${name} can't be reached`, { cause: error });
  }
  // What remains was refused before it was sent: a field that does not fit the cluster.
  if (error instanceof MatterError) return new CommandRejectedError(`${name} can't do it: ${error.message}`, { cause: error });
  return error;
}

/** matter.js' errors for a device that says nothing. */
const silences = [NoResponseTimeoutError, PeerCommunicationError, TimeoutError] as const;

/** The first of an error, its causes and its parts that fits. */
function causeOf(error: unknown, fits: (error: unknown) => boolean): unknown {
  if (fits(error)) return error;
  if (!(error instanceof Error)) return undefined;
  const parts: unknown[] = error instanceof AggregateError ? error.errors : [];
  for (const part of [...parts, error.cause]) {
    const found = part === undefined ? undefined : causeOf(part, fits);
    if (found) return found;
  }
  return undefined;
}
