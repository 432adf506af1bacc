import type { Component } from '../component.ts';
import { cover } from './cover.ts';
import { input } from './input.ts';
import { lights } from './light.ts';
import { meters } from './meters.ts';
import { sensors } from './sensors.ts';
import { switchComponent } from './switch.ts';
import { system } from './system.ts';
import { thermostat } from './thermostat.ts';
import { virtual } from './virtual.ts';

/** Every component type with a mapping, those that make a product what it is first. */
export const components: readonly Component[] = [
  switchComponent,
  cover,
  ...lights,
  thermostat,
  ...meters,
  ...sensors,
  input,
  ...virtual,
  ...system,
];
