import { checkCommand, InvalidInputError, type Finding } from '@concord/sdk';
import { ConflictError } from '../errors.ts';
import type { CapabilityModel, DeviceModel, EndpointModel, Offer } from './device-model.ts';
import type { CommandInput } from './resources.ts';

/** Where a command goes: one capability, by one of its sources. */
export interface CommandTarget {
  readonly device: DeviceModel;
  readonly endpoint: EndpointModel;
  readonly capability: CapabilityModel;
  readonly offer: Offer;
}

/**
 * Finds the source that can do what is asked: the leading one, or where that is away or does not offer it, one that stands by. Throws
 * `InvalidInputError`, code `command-invalid`, or `ConflictError`, code `endpoint-ambiguous`.
 */
export function targetOf(device: DeviceModel, input: CommandInput): CommandTarget {
  const endpoint = endpointOf(device, input);
  const capability = endpoint.capabilities.get(input.capability);
  if (!capability) throw new Error(`the endpoint "${endpoint.id}" was chosen without "${input.capability}"`);
  const { definition, offers } = capability;
  const { command, args = {} } = input;
  let refused: readonly Finding[] | undefined;
  let able: Offer | undefined;
  for (const offer of offers) {
    if (offer.isHeld) continue;
    const findings = checkCommand(definition, offer.descriptor, command, args);
    if (findings.length > 0) refused ??= findings;
    else if (offer.source.availability === 'online') return { device, endpoint, capability, offer };
    else able ??= offer;
  }
  if (able) return { device, endpoint, capability, offer: able };
  if (refused) throw invalid(input, refused);
  throw new ConflictError(`confirm first that "${device.name}" is what "${offers[0]?.source.plugin}" says it is`, 'link-not-confirmed');
}

function endpointOf(device: DeviceModel, { endpoint: id, capability }: CommandInput): EndpointModel {
  const having = [...device.endpoints.values()].filter((endpoint) => endpoint.capabilities.has(capability));
  const [endpoint, ...others] = id === undefined ? having : having.filter((one) => one.id === id);
  if (!endpoint) {
    const where = id === undefined ? `"${device.name}"` : `the endpoint "${id}" of "${device.name}"`;
    const path = '/capability';
    throw new InvalidInputError(`${where} has no "${capability}"`, [{ path, message: `${where} does not have it` }], 'command-invalid');
  }
  if (others.length > 0) {
    const ids = having.map((one) => one.id).join(', ');
    throw new ConflictError(`several endpoints of "${device.name}" have "${capability}": say which of ${ids}`, 'endpoint-ambiguous');
  }
  return endpoint;
}

function invalid({ command, capability }: CommandInput, findings: readonly Finding[]): InvalidInputError {
  const reasons = findings.map(({ path, message }) => `${path.slice(1)} ${message}`.trim()).join('; ');
  return new InvalidInputError(
    `"${command}" of "${capability}": ${reasons}`,
    findings.map(({ path, message }) => ({ path: `/args${path}`, message })),
    'command-invalid',
  );
}
