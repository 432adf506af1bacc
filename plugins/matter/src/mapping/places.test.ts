import { Matter, RequirementElement, type DeviceTypeModel } from '@matter/main/model';
import { describe, expect, it } from 'vitest';
import { clusters, probe } from '../../tools/probe.ts';
import { bindCluster } from './bind.ts';

const { ServerCluster, DeviceType } = RequirementElement.ElementType;
const byName = new Map(clusters.map((cluster) => [cluster.name, cluster]));
const deviceTypes = [...Matter.deviceTypes].filter(({ id }) => id !== undefined);

/** Device types that often stand on the endpoint of what they belong to. */
const companions: ReadonlySet<string> = new Set(['PowerSource', 'ElectricalSensor', 'DeviceEnergyManagement']);

/** Clusters that an endpoint has one of: a network is by cable or by radio, and a cabinet heats or cools. */
const oneOf: readonly ReadonlySet<string>[] = [
  new Set(['EthernetNetworkDiagnostics', 'ThreadNetworkDiagnostics', 'WiFiNetworkDiagnostics', 'NetworkCommissioning']),
  new Set(['OvenMode', 'RefrigeratorAndTemperatureControlledCabinetMode']),
  // Both say whether one and the same battery is low.
  new Set(['PowerSource', 'SmokeCoAlarm']),
];

function serverClusters({ requirements }: DeviceTypeModel): string[] {
  return requirements
    .filter(({ element, conformance }) => element === ServerCluster && String(conformance) !== 'X')
    .map(({ name }) => name);
}

function clustersAt(deviceType: DeviceTypeModel): string[] {
  const beside = deviceType.requirements.filter(({ element, name }) => element === DeviceType && companions.has(name));
  const types = [deviceType, ...beside.flatMap(({ name }) => deviceTypes.filter((one) => one.name === name))];
  return [...new Set(types.flatMap(serverClusters))];
}

describe('an endpoint', () => {
  it.each(deviceTypes.map((type) => [type.name, type] as const))('of a %s takes each attribute from one cluster', (name, type) => {
    const sources = new Map<string, Set<string>>();
    for (const cluster of clustersAt(type).flatMap((one) => byName.get(one) ?? [])) {
      for (const { part, capability, attribute } of bindCluster(probe(cluster, 0, name)).attributes) {
        const place = `${part?.id ?? ''}/${capability}.${attribute}`;
        sources.set(place, (sources.get(place) ?? new Set()).add(cluster.name));
      }
    }
    const shared = [...sources].filter(([, names]) => names.size > 1 && !oneOf.some((alternatives) => names.isSubsetOf(alternatives)));
    expect(shared).toEqual([]);
  });
});
