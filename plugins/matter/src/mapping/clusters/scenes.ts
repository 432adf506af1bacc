import { CommandRejectedError } from '@concord/sdk';
import { because, type ClusterMapping, type ClusterView } from '../cluster-mapping.ts';
import { bitsOf, numberArgument, numberOf, recordsIn } from '../convert.ts';

/** A scene by its number; one that belongs to a group by the group's number before it (application clusters, section 1.4). */
function sceneId(group: unknown, scene: unknown): string {
  return numberOf(group) === 0 ? String(scene) : `${String(group)}/${String(scene)}`;
}

function numbers(id: unknown): { groupId: number; sceneId: number } {
  const [, group = '0', scene] = /^(?:(\d+)\/)?(\d+)$/.exec(String(id)) ?? [];
  if (scene === undefined) throw new CommandRejectedError('a scene is told by its number, or by its group and its number as 3/1');
  return { groupId: Number(group), sceneId: Number(scene) };
}

/** Scenes Management (Matter application clusters, section 1.4): what the product itself stores. */
export const scenesManagement: ClusterMapping = {
  cluster: 'scenesManagement',
  attributes: [
    {
      to: 'scene.active',
      from: ['fabricSceneInfo'],
      read: ({ state }) => {
        const [own] = recordsIn(state['fabricSceneInfo']);
        return own?.['sceneValid'] === true ? sceneId(own['currentGroup'], own['currentScene']) : null;
      },
    },
  ],
  commands: [
    {
      to: 'scene.recall',
      needs: 'recallScene',
      run: ({ id, transition }) => ({
        invoke: 'recallScene',
        // Milliseconds.
        fields: {
          ...numbers(id),
          ...(transition !== undefined && { transitionTime: Math.round(numberArgument(transition, 'the transition') * 1000) }),
        },
      }),
    },
    { to: 'scene.store', needs: 'storeScene', run: ({ id }) => ({ invoke: 'storeScene', fields: numbers(id) }) },
    { to: 'scene.remove', needs: 'removeScene', run: ({ id }) => ({ invoke: 'removeScene', fields: numbers(id) }) },
  ],
  internal: { sceneTableSize: 'how many scenes it can store' },
  unused: {
    ...because('the values of a scene are stored as they stand', 'addScene', 'copyScene'),
    ...because('the answer is no value', 'viewScene', 'getSceneMembership'),
    removeAllScenes: 'scenes are removed one by one',
  },
};

/** The actions that can be set off, by what the bridge says of each (core specification, section 9.14). */
function actionsOf({ state }: ClusterView) {
  return recordsIn(state['actionList']).flatMap(({ actionId, name, supportedCommands }) => {
    const commands = new Set(bitsOf(supportedCommands));
    return commands.has('instantAction') || commands.has('startAction') || commands.has('instantActionWithTransition')
      ? [{ id: String(actionId), label: String(name), commands }]
      : [];
  });
}

const running = 1;

/** Actions (Matter core specification, section 9.14): the scenes and automations of a bridge. */
export const actions: ClusterMapping = {
  cluster: 'actions',
  attributes: [
    { to: 'scene.scenes', from: ['actionList'], read: (view) => actionsOf(view).map(({ id, label }) => ({ id, label })) },
    {
      to: 'scene.active',
      from: ['actionList'],
      read: ({ state }) => {
        const active = recordsIn(state['actionList']).find((action) => action['state'] === running);
        return active ? String(active['actionId']) : null;
      },
    },
  ],
  commands: [
    {
      to: 'scene.recall',
      run: ({ id, transition }, view) => {
        const action = actionsOf(view).find((one) => one.id === id);
        if (!action) throw new CommandRejectedError(`${String(id)} is none of its scenes`);
        const fields = { actionId: Number(id) };
        if (transition !== undefined && action.commands.has('instantActionWithTransition')) {
          // Tenths of a second.
          const transitionTime = Math.round(numberArgument(transition, 'the transition') * 10);
          return { invoke: 'instantActionWithTransition', fields: { ...fields, transitionTime } };
        }
        if (action.commands.has('instantAction')) return { invoke: 'instantAction', fields };
        if (action.commands.has('startAction')) return { invoke: 'startAction', fields };
        return { invoke: 'instantActionWithTransition', fields: { ...fields, transitionTime: 0 } };
      },
    },
  ],
  events: [
    {
      from: 'stateChanged',
      capability: 'scene',
      events: ['recalled'],
      read: ({ actionId, newState }) => (newState === running ? { event: 'recalled', payload: { id: String(actionId) } } : undefined),
    },
  ],
  internal: { endpointLists: 'which endpoints an action concerns' },
  unused: {
    actionFailed: 'the state of the action tells the same',
    ...because('an automation of the bridge is steered in its own app', 'startActionWithDuration', 'stopAction', 'pauseAction'),
    ...because('an automation of the bridge is steered in its own app', 'pauseActionWithDuration', 'resumeAction', 'enableAction'),
    ...because(
      'an automation of the bridge is steered in its own app',
      'enableActionWithDuration',
      'disableAction',
      'disableActionWithDuration',
    ),
  },
};
