import type { Run, TraceStep } from '../api/types.ts';
import type { Tone } from '../elements/c-chip.ts';
import type { IconName } from '../icons.ts';

/** How a run stands, for people. */
export const runStates: Readonly<Record<Run['state'], { readonly text: string; readonly tone: Tone }>> = {
  running: { text: 'Running', tone: 'accent' },
  waiting: { text: 'Waiting', tone: 'accent' },
  done: { text: 'Done', tone: 'good' },
  failed: { text: 'Failed', tone: 'bad' },
  conditionsNotMet: { text: 'Conditions not met', tone: 'plain' },
  stopped: { text: 'Stopped', tone: 'plain' },
  interrupted: { text: 'Interrupted', tone: 'warn' },
};

export function isOver(state: string): boolean {
  return state !== 'running' && state !== 'waiting';
}

export const stepIcons: Readonly<Record<TraceStep['step'], IconName>> = {
  trigger: 'bolt',
  conditions: 'check',
  command: 'play',
  delay: 'clock',
  scene: 'scene',
  notify: 'bell',
  stopped: 'stop',
  resumed: 'restart',
  interrupted: 'alert',
};

export const outcomes: Readonly<Record<TraceStep['outcome'], { readonly text: string; readonly tone: Tone }>> = {
  met: { text: 'Yes', tone: 'good' },
  notMet: { text: 'No', tone: 'plain' },
  pending: { text: 'Asked, not confirmed yet', tone: 'accent' },
  done: { text: 'Done', tone: 'good' },
  failed: { text: 'Failed', tone: 'bad' },
  waiting: { text: 'Waiting', tone: 'accent' },
};
