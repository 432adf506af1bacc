import type { AttributeMapping, ClusterView, CommandMapping } from './cluster-mapping.ts';
import { clusterMappings } from './index.ts';

/** Finds the mapping of a Matter attribute to one of ours, for an endpoint with these features and device types. */
export function mappingOf(cluster: string, to: string, view: ClusterView): AttributeMapping {
  const found = clusterMappings.get(cluster)?.attributes.find((one) => one.to === to && (one.when?.(view) ?? true));
  if (!found) throw new Error(`${cluster} has no mapping to ${to}`);
  return found;
}

/** A cluster as a test describes it. */
export function view(state: Record<string, unknown>, features: string[] = [], deviceTypes: string[] = []): ClusterView {
  return { state, features: Object.fromEntries(features.map((name) => [name, true])), deviceTypes: new Set(deviceTypes) };
}

/** Finds the verb of a capability, for an endpoint with these features and device types. */
export function commandOf(cluster: string, to: string, at: ClusterView): CommandMapping {
  const found = clusterMappings.get(cluster)?.commands?.find((one) => one.to === to && (one.when?.(at) ?? true));
  if (!found) throw new Error(`${cluster} has no command ${to}`);
  return found;
}
