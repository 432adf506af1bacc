import { kinds } from '@concord/sdk';
import { iso } from '../clock.ts';
import { capabilityView } from './capability-view.ts';
import { availabilityOf, type DeviceModel, type EndpointModel } from './device-model.ts';
import type { DescriptorView, Device, Endpoint, MappingView, ValueRecord } from './resources.ts';

/** What a view tells of the home around a device. */
export interface Surroundings {
  /** The device that a plugin's source belongs to. */
  readonly deviceOf: (plugin: string, key: string) => string | undefined;
  /** The ids of devices that became part of this one. */
  readonly former: (device: string) => string[];
}

/** A device as the API shows it. */
export function deviceView(device: DeviceModel, { deviceOf, former }: Surroundings): Device {
  const [maker, model, firmware] = (['maker', 'model', 'firmware'] as const).map(
    (word) => device.sources.find(({ descriptor }) => descriptor[word] !== undefined)?.descriptor[word],
  );
  const [first] = device.sources;
  const via = first?.descriptor.via === undefined ? undefined : deviceOf(first.plugin, first.descriptor.via);
  return {
    id: device.id,
    name: device.name,
    room: device.room,
    ...(maker !== undefined && { maker }),
    ...(model !== undefined && { model }),
    ...(firmware !== undefined && { firmware }),
    sources: device.sources.map(({ id, plugin, descriptor, availability, withdrawn, origin, preferred, confirmed }) => ({
      id,
      plugin,
      identifiers: descriptor.identifiers,
      availability,
      linked: origin !== null && device.sources.length > 1,
      preferred,
      confirmed: origin === null || confirmed || preferred,
      ...(withdrawn && { withdrawn }),
    })),
    former: former(device.id),
    ...(via !== undefined && { via }),
    availability: availabilityOf(device),
    sleeping: device.sources.some(({ availability, sleeping }) => availability === 'online' && sleeping),
    lastSeen: device.lastSeen === null ? null : iso(device.lastSeen),
    endpoints: [...device.endpoints.values()].map((endpoint) => endpointView(device, endpoint)),
  };
}

function endpointView(device: DeviceModel, { id, descriptor, kind, capabilities }: EndpointModel): Endpoint {
  const values: Record<string, Record<string, ValueRecord>> = {};
  for (const capability of capabilities.values()) {
    values[capability.id] = Object.fromEntries([...capability.slots].map(([attribute, { record }]) => [attribute, record]));
  }
  return {
    id,
    name: descriptor.name ?? (id === 'main' ? device.name : id === descriptor.id ? id : kinds[kind]),
    kind,
    tags: descriptor.tags ?? [],
    capabilities: values,
  };
}

/** What a device's capabilities allow: the model's definitions, narrowed by what the device described. */
export function descriptorView(device: DeviceModel): DescriptorView {
  return {
    device: device.id,
    endpoints: [...device.endpoints.values()].map(({ id, kind, capabilities }) => ({
      id,
      kind,
      capabilities: Object.fromEntries(
        [...capabilities.values()].map(({ id: capability, definition, descriptor, slots }) => [
          capability,
          {
            title: descriptor.title ?? definition.title,
            ...(descriptor.base !== undefined && { base: descriptor.base }),
            ...(descriptor.definition !== undefined && { definition: capabilityView(definition) }),
            attributes: Object.fromEntries(
              [...slots].map(([attribute, slot]) => {
                const { title, unit, writable, category } = definition.attributes[attribute] ?? {};
                return [
                  attribute,
                  {
                    ...(title !== undefined && { title }),
                    ...(unit !== undefined && { unit }),
                    ...(writable !== undefined && { writable }),
                    ...(category !== undefined && { category }),
                    ...slot.descriptor,
                  },
                ];
              }),
            ),
            commands: descriptor.commands ?? [],
            events: descriptor.events ?? [],
          },
        ]),
      ),
    })),
  };
}

/** What became of each thing that the product offers. */
export function mappingView(device: DeviceModel): MappingView {
  return { device: device.id, plugins: device.sources.map(({ plugin, descriptor }) => ({ plugin, entries: descriptor.mapping ?? [] })) };
}
