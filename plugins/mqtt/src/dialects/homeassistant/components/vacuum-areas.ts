import { CommandRejectedError } from '@concord/sdk';
import { fragment, type CommandPlan, type Fragment } from '../../../devices/fragment.ts';
import type { Reporter } from '../../../devices/reporter.ts';
import { isObject } from '../../../topics/message.ts';
import type { Entity } from '../entity.ts';
import { shortText } from './json-value.ts';

interface Area {
  readonly id: string;
  readonly name?: string;
}

const maxAreas = 500;

/**
 * The segments that a vacuum knows: its state names them (`{"1": "Kitchen"}`), or its configuration (`1.Kitchen`). Choosing some has it
 * clean them, in their order.
 */
export class VacuumAreas {
  readonly target: Fragment;
  readonly #entity: Entity;
  #areas: readonly Area[];

  constructor(entity: Entity) {
    this.#entity = entity;
    this.#areas = entity.texts('segments').slice(0, maxAreas).map(configured);
    this.target = fragment({
      capability: 'serviceArea',
      attributes: { areas: entity.describe(), selected: entity.describe({ writable: true }) },
      set: ({ selected }) => this.#clean(selected),
    });
  }

  /** What the configuration names; the state may name others. */
  get constants(): { fragment: Fragment; attribute: string; value: readonly Area[] }[] {
    return this.#areas.length > 0 ? [{ fragment: this.target, attribute: 'areas', value: this.#areas }] : [];
  }

  /** `segments` as the state says them. */
  take(segments: unknown, reporter: Reporter): void {
    if (!isObject(segments)) return;
    this.#areas = Object.entries(segments)
      .slice(0, maxAreas)
      .filter(([id]) => id !== '' && id.length <= 255)
      .map(([id, label]) => named(id, shortText(label)));
    reporter.set(this.target, 'areas', [...this.#areas]);
  }

  #clean(selected: unknown): CommandPlan {
    if (!Array.isArray(selected) || selected.length === 0) throw new CommandRejectedError('wants some areas');
    const unknown = selected.find((id) => !this.#areas.some((area) => area.id === id));
    if (unknown !== undefined) throw new CommandRejectedError(`the robot knows no area "${String(unknown)}"`);
    const ids = selected.map(String);
    const topic = 'clean_segments_command_topic';
    const template = 'clean_segments_command_template';
    return {
      sendings: [this.#entity.send(topic, this.#entity.has(template) ? ids : JSON.stringify(ids), template)],
      assumed: { selected: ids },
    };
  }
}

function configured(text: string): Area {
  const [, id, label] = /^([^.]{1,255})\.(.+)$/s.exec(text) ?? [];
  return id === undefined ? named(text.slice(0, 255), undefined) : named(id, shortText(label));
}

function named(id: string, label: string | undefined): Area {
  return label === undefined ? { id } : { id, name: label };
}
