/** Whether what came from elsewhere is what it should be. */
export type Guard<T> = (value: unknown) => value is T;

export const isText = (value: unknown): value is string => typeof value === 'string';
export const isNumber = (value: unknown): value is number => typeof value === 'number';
export const isFlag = (value: unknown): value is boolean => typeof value === 'boolean';
export const isAnything = (_value: unknown): _value is unknown => true;

export function isMaybe<T>(guard: Guard<T>): Guard<T | undefined> {
  return (value): value is T | undefined => value === undefined || guard(value);
}

export function isListOf<T>(guard: Guard<T>): Guard<readonly T[]> {
  return (value): value is readonly T[] => Array.isArray(value) && value.every(guard);
}

/** Each member of `T` has its guard; what else there is does no harm. */
export function isGroupOf<T extends object>(members: {
  readonly [Name in keyof T]-?: Guard<T[Name]> | Guard<T[Name] | undefined>;
}): Guard<T> {
  const guards = Object.entries<Guard<unknown>>(members);
  return (value): value is T =>
    typeof value === 'object' &&
    value !== null &&
    guards.every(([name, guard]) => guard((value as Readonly<Record<string, unknown>>)[name]));
}
