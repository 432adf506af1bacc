import type { Person } from '../api/types.ts';
import type { Shape, ShapeType } from '../model/shape.ts';

/** What a value of a shape is in JSON, where a person's preference can be one. */
const kinds: Readonly<Partial<Record<ShapeType, 'number' | 'boolean' | 'string'>>> = {
  number: 'number',
  boolean: 'boolean',
  choice: 'string',
  text: 'string',
};

/** The preferences that can be a value of this shape: nobody's temperature is a mode, or a brightness in percent. */
export function preferencesFor({ type, unit }: Pick<Shape, 'type' | 'unit'>, people: readonly Pick<Person, 'preferences'>[]): string[] {
  const wanted = kinds[type];
  const isDegrees = unit === 'Cel';
  const fitting = people
    .flatMap(({ preferences }) => Object.entries(preferences))
    .filter(([name, value]) => typeof value === wanted && (name === 'temperature') === isDegrees)
    .map(([name]) => name);
  return [...new Set(isDegrees ? ['temperature', ...fitting] : fitting)];
}
