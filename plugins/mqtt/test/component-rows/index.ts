import { climate } from './climate.ts';
import type { ComponentRow } from './component-row.ts';
import { lights } from './lights.ts';
import { machines } from './machines.ts';
import { moments } from './moments.ts';
import { openings } from './openings.ts';
import { presence } from './presence.ts';
import { sensors } from './sensors.ts';
import { settings } from './settings.ts';
import { signals } from './signals.ts';
import { switching } from './switching.ts';

export type { ComponentRow };

/** The entities that each component is tried with. */
export const components: readonly ComponentRow[] = [
  ...climate,
  ...lights,
  ...machines,
  ...moments,
  ...openings,
  ...presence,
  ...sensors,
  ...settings,
  ...signals,
  ...switching,
];
