import type { MappedDevice } from '../../devices/mapped-device.ts';
import { PartRoute } from '../../devices/part-route.ts';
import type { Part } from '../../devices/part.ts';
import type { Dispatcher } from '../../dispatcher.ts';
import { isShallow } from '../../templates/template-limits.ts';
import { asObject } from './components/json-value.ts';
import type { Entity } from './entity.ts';

interface Use {
  readonly part: Part;
  readonly topic: string;
  readonly route: PartRoute;
  users: number;
}

const maxDepth = 8;
const maxLength = 16_384;

/**
 * What products say beside the states of their entities (`json_attributes_topic`): one structure for each topic, shown as it is, whichever
 * and however many entities of the device name it.
 */
export class SharedAttributes {
  readonly #dispatcher: Dispatcher;
  readonly #uses = new Map<MappedDevice, Map<string, Use>>();

  constructor(dispatcher: Dispatcher) {
    this.#dispatcher = dispatcher;
  }

  /** Adds the structure that the entity names to its device. Undefined where it names none; else what takes it away again. */
  add(entity: Entity, device: MappedDevice): (() => void) | undefined {
    const topic = entity.topic('json_attributes_topic');
    if (topic === undefined) return undefined;
    const name = `${topic} ${entity.text('json_attributes_template') ?? ''}`;
    let uses = this.#uses.get(device);
    if (!uses) this.#uses.set(device, (uses = new Map()));
    const use = uses.get(name) ?? this.#use(entity, device, topic, name);
    use.users++;
    uses.set(name, use);
    return () => this.#release(device, name);
  }

  #use(entity: Entity, device: MappedDevice, topic: string, name: string): Use {
    const part = attributesPart(entity, name);
    device.add(part);
    const use = { part, topic, route: new PartRoute(device, part, part.listeners[0] ?? { topic, read: () => undefined }), users: 0 };
    this.#dispatcher.listen(topic, use.route);
    return use;
  }

  #release(device: MappedDevice, name: string): void {
    const uses = this.#uses.get(device);
    const use = uses?.get(name);
    if (!uses || !use || --use.users > 0) return;
    uses.delete(name);
    if (uses.size === 0) this.#uses.delete(device);
    this.#dispatcher.unlisten(use.topic, use.route);
    device.remove(use.part.id);
  }
}

function attributesPart(entity: Entity, name: string): Part {
  const target = entity.generic('genericObject', {
    name: 'attributes',
    value: { writable: false, category: 'diagnostic', title: 'Attributes' },
  });
  return {
    id: `json_attributes_topic ${name}`.trim().slice(0, 512),
    dialect: 'homeassistant',
    name: 'Attributes',
    // Behind everything else: it is what the entities themselves leave over.
    order: 4,
    fragments: [target],
    listeners: entity.listen('json_attributes_topic', 'json_attributes_template', (value, reporter) => {
      const said = asObject(value);
      if (!said) return entity.bad(value, 'attributes that are not a JSON object');
      if (!isShallow(said, maxDepth) || JSON.stringify(said).length > maxLength)
        return entity.bad('…', 'attributes that are too many, or nested too deep');
      reporter.set(target, 'value', said);
    }),
    endpointHint: `attributes_${entity.objectId}`,
    hasAvailability: false,
  };
}
