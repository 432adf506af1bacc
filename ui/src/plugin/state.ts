import type { Plugin } from '../api/types.ts';
import type { Tone } from '../elements/c-chip.ts';

/** The states of a plugin for people. */
export const pluginStates: Readonly<Record<Plugin['state'], { readonly text: string; readonly tone: Tone }>> = {
  running: { text: 'Running', tone: 'good' },
  starting: { text: 'Starting', tone: 'accent' },
  backingOff: { text: 'Starts again soon', tone: 'warn' },
  quarantined: { text: 'Stopped: it crashed too often', tone: 'bad' },
  stopping: { text: 'Stopping', tone: 'plain' },
  stopped: { text: 'Stopped', tone: 'plain' },
  disabled: { text: 'Switched off', tone: 'plain' },
};
