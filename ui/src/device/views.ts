import type { CapabilityView, Descriptor, Device, Endpoint } from '../api/types.ts';
import { controls } from '../controls/table.ts';
import { background } from '../model/home-groups.ts';
import { definitionOf, shapeOf } from '../model/shape.ts';
import { capabilities } from '../state/model.ts';
import type { HistoryPlace } from './history-panel.ts';

/** The capabilities of an endpoint: what it does, those with a control first; or what is only of interest to who looks for it. */
export function viewsOf(descriptor: Descriptor, endpoint: Endpoint, isBackground: boolean): (readonly [string, CapabilityView])[] {
  const order = controls.map(({ capability }) => capability);
  const rank = (id: string) => (order.includes(id) ? order.indexOf(id) : order.length);
  const own = Object.entries(descriptor.endpoints.find(({ id }) => id === endpoint.id)?.capabilities ?? {});
  const telling = own.filter(([id, view]) => !background.has(id) && (!id.includes(':') || isTold(view)));
  // A device of which nothing is known but extensions is not hidden behind a fold.
  const front = telling.length > 0 ? telling : own;
  return (isBackground ? own.filter((entry) => !front.includes(entry)) : front).toSorted(([a], [b]) => rank(a) - rank(b));
}

/** A maker's own capability that says what it is, and does or tells something, is not a leftover of its protocol. */
function isTold({ definition, commands }: CapabilityView): boolean {
  if (!definition) return false;
  return commands.length > 0 || Object.values(definition.attributes).some(({ category }) => category === 'primary');
}

/** What people look at first, by what the device has. */
const favourites = [
  'thermostat.localTemperature',
  'temperatureSensor.temperature',
  'powerMeter.activePower',
  'lock.state',
  'contactSensor.contact',
  'switch.on',
];

/** What the chart shows first: a favourite, or else the first primary value, numbers before states. */
export function firstPlace(device: Device, descriptor: Descriptor): HistoryPlace | undefined {
  const places = device.endpoints.flatMap((endpoint) =>
    Object.entries(descriptor.endpoints.find(({ id }) => id === endpoint.id)?.capabilities ?? {}).flatMap(([capability, view]) =>
      Object.entries(view.attributes).flatMap(([attribute, own]) => {
        const shape = shapeOf(
          attribute,
          own,
          definitionOf(capability, view, (id) => capabilities.find(id)),
        );
        const isTold = endpoint.capabilities[capability]?.[attribute]?.quality !== 'unknown';
        return shape.category === 'primary' && shape.type !== 'structure' && isTold
          ? [{ endpoint: endpoint.id, capability, attribute, title: shape.title, type: shape.type }]
          : [];
      }),
    ),
  );
  const favourite = favourites.flatMap((name) => places.filter(({ capability, attribute }) => `${capability}.${attribute}` === name))[0];
  return favourite ?? places.find(({ type }) => type === 'number') ?? places[0];
}
