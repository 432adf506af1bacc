import { mired } from '../../../mapping/colors.ts';
import { fromPercent, toNumber, toPercent } from '../../../mapping/numbers.ts';
import type { Entity } from '../entity.ts';

/** How an entity counts brightness: 0 to 255, or to its `brightness_scale`. */
export class Brightness {
  readonly #scale: number;

  constructor(entity: Entity) {
    this.#scale = Math.max(1, entity.number('brightness_scale') ?? 255);
  }

  read(value: unknown): number | null | undefined {
    const number = toNumber(value);
    return typeof number === 'number' ? toPercent(number, 0, this.#scale) : number;
  }

  /** 0 is the darkest that the light can be; off is another thing (capability map, section 2). */
  write(level: number): number {
    return Math.max(1, fromPercent(level, 0, this.#scale));
  }
}

/** How an entity counts colour temperature: in mired, or in kelvin where it says so. */
export class ColorTemperature {
  readonly #isKelvin: boolean;
  readonly warmest: number;
  readonly coldest: number;

  constructor(entity: Entity) {
    this.#isKelvin = entity.flag('color_temp_kelvin');
    // Home Assistant's defaults: 500 and 153 mired, 2000 and 6535 kelvin.
    this.warmest = entity.number('min_kelvin') ?? mired(entity.number('max_mireds') ?? 500);
    this.coldest = entity.number('max_kelvin') ?? mired(entity.number('min_mireds') ?? 153);
  }

  read(value: unknown): number | null | undefined {
    const number = toNumber(value);
    if (typeof number !== 'number') return number;
    if (number <= 0) return undefined;
    return this.#isKelvin ? number : mired(number);
  }

  write(kelvin: number): number {
    return this.#isKelvin ? Math.round(kelvin) : mired(kelvin);
  }
}
