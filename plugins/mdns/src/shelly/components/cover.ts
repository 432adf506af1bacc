import { given, rpc, type Component } from '../component.ts';
import { oneOfWords, percent } from '../values.ts';
import { metering, meteringInternal } from './metering.ts';

const knowsPosition = (_: unknown, status: Readonly<Record<string, unknown>>) => status['pos_control'] === true;

/** A motor for blinds (Shelly's documentation, "Cover"). Both sides count 0 as closed and 100 as open. */
export const cover: Component = {
  type: 'cover',
  kind: () => 'cover',
  rows: [
    { path: 'current_pos', to: 'cover.position', read: percent, writable: true, when: knowsPosition },
    // Without calibration only the ends are known.
    {
      path: 'state',
      to: 'cover.position',
      read: (state) => (state === 'open' ? 100 : state === 'closed' ? 0 : null),
      when: (config, status) => !knowsPosition(config, status),
    },
    {
      path: 'state',
      to: 'cover.moving',
      read: oneOfWords({ open: 'stopped', closed: 'stopped', stopped: 'stopped', opening: 'opening', closing: 'closing' }),
    },
    { path: 'slat_pos', to: 'cover.tilt', read: percent, writable: true },
    ...metering,
  ],
  internal: {
    ...meteringInternal,
    pos_control: 'decides whether the position can be set',
    target_pos: 'where it is going: the hub knows what it asked for',
    last_direction: 'where it went last',
    move_timeout: 'a timer that runs in the device',
    move_started_at: 'a timer that runs in the device',
  },
  set: {
    cover: ({ position, tilt }, id) => rpc('Cover.GoToPosition', given({ id, pos: position, slat_pos: tilt })),
  },
  commands: {
    'cover.open': (_, id) => rpc('Cover.Open', { id }),
    'cover.close': (_, id) => rpc('Cover.Close', { id }),
    'cover.stop': (_, id) => rpc('Cover.Stop', { id }),
  },
};
