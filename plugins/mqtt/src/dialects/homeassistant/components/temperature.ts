import { scaleTo, type UnitScale } from '../../../mapping/unit-scale.ts';
import type { Entity } from '../entity.ts';

/** As it is. */
export const plain: UnitScale = { factor: 1, offset: 0, descriptor: {} };

/** The scale of an entity's temperatures: `temperature_unit`, `C` where it is left out. */
export function temperatureScale(entity: Entity): UnitScale {
  return scaleTo('temperature', entity.text('temperature_unit')?.toUpperCase() === 'F' ? '°F' : '°C') ?? plain;
}

/** The limits of an entity's target temperature, as it writes them. */
export function temperatureLimits(entity: Entity) {
  return { minimum: entity.number('min_temp'), maximum: entity.number('max_temp'), step: entity.number('temp_step') };
}
