import { given, rpc, type Component } from '../component.ts';
import { yesNo } from '../values.ts';
import { metering, meteringInternal, timers } from './metering.ts';

/** A relay (Shelly's documentation, "Switch"). */
export const switchComponent: Component = {
  type: 'switch',
  kind: (app) => (/plug/i.test(app) ? 'outlet' : 'switch'),
  rows: [{ path: 'output', to: 'switch.on', read: yesNo, writable: true }, ...metering],
  internal: { ...meteringInternal, ...timers },
  set: { switch: ({ on }, id) => rpc('Switch.Set', given({ id, on })) },
  commands: {
    'switch.toggle': (_, id) => rpc('Switch.Toggle', { id }),
    'switch.onFor': ({ duration }, id) => rpc('Switch.Set', given({ id, on: true, toggle_after: duration })),
    'energyMeter.reset': (_, id) => rpc('Switch.ResetCounters', { id }),
  },
};
