/** What Z-Wave JS calls a value of a node: its command class, the endpoint, a property, and a key where there are several of it. */
export interface ValueId {
  readonly commandClass: number;
  readonly endpoint: number;
  /** As it stands in topics: without slashes and what the gateway leaves out of them. */
  readonly property: string;
  /** '' where the property has none. */
  readonly propertyKey: string;
}

/** The name of a value within its endpoint's command class: `currentValue`, `setpoint/1`. */
export function nameOf({ property, propertyKey }: ValueId): string {
  return propertyKey === '' ? property : `${property}/${propertyKey}`;
}

export function textOf(id: ValueId): string {
  return `${id.commandClass}/${id.endpoint}/${nameOf(id)}`;
}

/** As the gateway writes names into topics (its `sanitizeTopic`): white space as `_`, and letters, digits, `-`, `_` and `/` as they are. */
export function sanitized(name: string): string {
  return name.replace(/\s/g, '_').replace(/[^A-Za-z0-9\-_À-ÖØ-öø-ÿ/]/g, '');
}

/** The same for a property, which stands in one level of a topic. */
export function sanitizedLevel(name: string | number): string {
  return sanitized(String(name).replaceAll('/', '-'));
}
