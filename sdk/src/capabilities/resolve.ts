import type { CapabilityDescriptor } from '../device/descriptor.ts';
import type { CapabilityDefinition } from '../model/capability.ts';
import { capabilities } from './index.ts';

/**
 * The definition that applies to what an endpoint calls `id`: the core capability, or for an extension (`<namespace>:<name>`) the generic
 * one that its descriptor names as `base`. Undefined for a bare id that the core doesn't know and for an extension without a base.
 */
export function resolveCapability(id: string, descriptor: CapabilityDescriptor): CapabilityDefinition | undefined {
  if (!id.includes(':')) return capabilities.get(id);
  return descriptor.base === undefined ? undefined : capabilities.get(descriptor.base);
}
