import { alike, type Table } from './row.ts';

/** Watering, feeding and other work for a time. */
export const garden: Table = {
  names: {
    ...alike('irrigation_mode', { target: 'irrigation.program', type: 'enum' }),
    rain_delay: { target: 'irrigation.rainDelay', type: 'numeric' },
  },
};
