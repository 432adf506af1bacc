import { ConcordError, messageOf } from '@concord/sdk';
import type { CommandInput, Origin } from '../home/index.ts';
import type { RulePorts } from './ports.ts';
import { resolveReferences, type RunScope } from './reference.ts';
import type { Action, CommandAction, NotifyAction, SceneAction, TraceStep } from './resources.ts';
import { placesOf } from './targets.ts';
import { describeCommand } from './trace.ts';

export type Step = { -readonly [Member in keyof TraceStep]: TraceStep[Member] };
/** An action that does something, as opposed to waiting. */
export type Deed = Exclude<Action, { type: 'delay' }>;

/** What a run lends to its actions. */
export interface DeedContext extends Pick<RulePorts, 'home' | 'actions'> {
  readonly scope: RunScope;
  readonly origin: Origin;
  /** Aborted when the run ends before its time. */
  readonly signal: AbortSignal;
  /** Adds a line to the trace. */
  readonly note: (step: Omit<Step, 'at'>) => Step;
}

/** One pending line of a trace, and the work it stands for. */
export interface Task {
  readonly step: Step;
  /** Answers what the line is to tell besides. */
  readonly work: () => Promise<Record<string, unknown> | undefined>;
}

/** What an action means now: a task for each device. What can't be done at all is in the trace already. */
export function tasksOf(action: Deed, index: number, context: DeedContext): Task[] {
  switch (action.type) {
    case 'command':
      return commandTasks(action, index, context);
    case 'scene':
      return [sceneTask(action, index, context)];
    case 'notify':
      return [notifyTask(action, index, context)];
  }
}

function sceneTask({ scene }: SceneAction, action: number, { actions, origin, signal, note }: DeedContext): Task {
  return {
    step: note({ step: 'scene', action, outcome: 'pending', summary: 'Activate a scene', detail: { scene } }),
    work: async () => {
      const { done, failed } = await actions.activateScene(scene, origin, signal);
      if (failed.length > 0)
        throw new ConcordError(
          'scene-incomplete',
          `${failed.length} of ${done + failed.length} could not be set: ${failed.map(({ message }) => message).join('; ')}`,
        );
      return { set: done };
    },
  };
}

function notifyTask({ message }: NotifyAction, action: number, { actions, origin, note }: DeedContext): Task {
  return {
    step: note({ step: 'notify', action, outcome: 'pending', summary: `Tell: ${message}` }),
    work: async () => {
      actions.notify(message, origin);
      return undefined;
    },
  };
}

function commandTasks(action: CommandAction, index: number, { home, actions, scope, origin, signal, note }: DeedContext): Task[] {
  const { device: target, capability, command } = action;
  let args: Record<string, unknown>;
  try {
    args = resolveReferences(action.args ?? {}, scope) as Record<string, unknown>;
  } catch (error) {
    const summary = `${capability} ${command} could not be sent`;
    note({ step: 'command', action: index, outcome: 'failed', summary, detail: { error: messageOf(error) } });
    return [];
  }
  // A device that is named is asked for as it was named, so that the trace says what is wrong where it doesn't fit any more.
  const places =
    typeof target === 'string'
      ? [{ device: target, endpoint: action.endpoint }]
      : placesOf(action, home).map(({ device, endpoint }) => ({ device: device.id, endpoint: endpoint.id }));
  if (places.length === 0) {
    note({ step: 'command', action: index, outcome: 'done', summary: 'No device is selected now, so nothing was sent' });
  }
  return places.map(({ device, endpoint }) => {
    const summary = describeCommand(home.find(device), device, capability, command, args);
    const input: CommandInput = { capability, command, args, ...(endpoint !== undefined && { endpoint }) };
    return {
      step: note({ step: 'command', action: index, outcome: 'pending', summary, device, detail: { capability, command, args } }),
      work: async () => {
        const { confirmation, tookMs, id } = await actions.command(device, input, origin, signal);
        return { confirmation, tookMs, commandId: id };
      },
    };
  });
}
