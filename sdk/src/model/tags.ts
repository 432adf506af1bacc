/**
 * The semantic tags of capabilities, `axis=value`: each has one domain and one role, and says of what and in what it is where that is
 * inherent. The tags of endpoints (capability map, section 1.8) have further axes and values, for where a thing is and which part of it.
 */
export const tagAxes = Object.freeze({
  /** What of a home it is about. */
  domain: [
    'access',
    'air',
    'climate',
    'energy',
    'environment',
    'household',
    'light',
    'machine',
    'media',
    'mobility',
    'presence',
    'safety',
    'security',
    'system',
    'water',
  ],
  /** What it is for: to observe, to move something, to set a product up once, to tell of it, to do something for people or the home. */
  role: ['sensor', 'actuator', 'setting', 'information', 'service'],
  /** The feature of interest, where it is always the same. */
  of: ['device', 'home', 'person', 'room', 'vehicle'],
  medium: ['air', 'food', 'gas', 'soil', 'water'],
} as const);

export type TagAxis = keyof typeof tagAxes;
export type Tag = { [Axis in TagAxis]: `${Axis}=${(typeof tagAxes)[Axis][number]}` }[TagAxis];
