import type { MappedDevice } from '../../devices/mapped-device.ts';
import type { Listener } from '../../dispatcher.ts';
import { pythonText } from '../../templates/python-text.ts';
import { wholePayload, type Template } from '../../templates/template.ts';
import { isObject } from '../../topics/message.ts';
import { isFilter } from '../../topics/topic-filter.ts';
import type { Entity } from './entity.ts';

interface Source {
  readonly topic: string;
  readonly template: Template;
  readonly available: string;
  readonly notAvailable: string;
  said: boolean | undefined;
}

type Combine = (sources: readonly Source[], last: Source) => boolean | undefined;

const modes: Readonly<Record<string, Combine>> = {
  latest: (_sources, last) => last.said,
  any: (sources) => sources.some(({ said }) => said === true) || (sources.every(({ said }) => said === false) ? false : undefined),
  all: (sources) => (sources.some(({ said }) => said === false) ? false : sources.every(({ said }) => said) ? true : undefined),
};

/** The availability topics of one entity, and how they come to one answer (`availability_mode`). */
export class AvailabilityRule {
  readonly #entity: Entity;
  readonly #device: MappedDevice;
  readonly #sources: readonly Source[];
  readonly #combine: Combine;

  constructor(entity: Entity, device: MappedDevice) {
    this.#entity = entity;
    this.#device = device;
    this.#sources = sourcesOf(entity);
    const mode = entity.text('availability_mode') ?? 'latest';
    this.#combine = (Object.hasOwn(modes, mode) ? modes[mode] : undefined) ?? ((_sources, last) => last.said);
  }

  listeners(): { topic: string; listener: Listener }[] {
    return this.#sources.map((source) => ({
      topic: source.topic,
      listener: {
        receive: (message) => {
          const value = source.template.read(message);
          if (value === undefined) return;
          const text = pythonText(value);
          if (text !== source.available && text !== source.notAvailable) return;
          source.said = text === source.available;
          this.#device.availability.say(this.#entity.id, this.#combine(this.#sources, source));
        },
      },
    }));
  }
}

/** True if the entity has availability topics. */
export function hasAvailability(entity: Entity): boolean {
  return entity.has('availability_topic') || (Array.isArray(entity.any('availability')) && sourcesOf(entity).length > 0);
}

function sourcesOf(entity: Entity): Source[] {
  const single = entity.topic('availability_topic');
  if (single !== undefined) {
    const template = entity.template('availability_template');
    return [source(single, template, entity.payload('payload_available', 'online'), entity.payload('payload_not_available', 'offline'))];
  }
  const list = entity.any('availability');
  if (!Array.isArray(list)) return [];
  return list.filter(isObject).flatMap((one) => {
    const { topic, value_template: template, payload_available: available = 'online', payload_not_available: not = 'offline' } = one;
    if (typeof topic !== 'string' || !isFilter(topic)) return [];
    const compiled = typeof template === 'string' ? entity.compile(template) : wholePayload;
    return [source(topic, compiled, pythonText(available), pythonText(not))];
  });
}

function source(topic: string, template: Template, available: string, notAvailable: string): Source {
  return { topic, template, available, notAvailable, said: undefined };
}
