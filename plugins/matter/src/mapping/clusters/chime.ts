import { CommandRejectedError } from '@concord/sdk';
import { writable, type ClusterMapping, type ClusterView } from '../cluster-mapping.ts';
import { flag, numberOf, recordsIn } from '../convert.ts';

/** The sounds that are installed (Matter application clusters, section 11.8). */
function soundsOf({ state }: ClusterView): { id: string; label: string }[] {
  return recordsIn(state['installedChimeSounds']).map(({ chimeId, name }) => ({ id: String(chimeId), label: String(name) }));
}

function sound(id: unknown, view: ClusterView): number {
  if (!soundsOf(view).some((one) => one.id === id)) throw new CommandRejectedError(`${String(id)} is none of the sounds`);
  return Number(id);
}

const text = (id: unknown) => {
  const number = numberOf(id);
  return typeof number === 'number' ? String(number) : number;
};

export const chime: ClusterMapping = {
  cluster: 'chime',
  attributes: [
    { to: 'chime.sounds', from: ['installedChimeSounds'], read: (view) => soundsOf(view).map(({ id }) => id) },
    {
      to: 'chime.sound',
      from: ['selectedChime'],
      read: ({ state }) => text(state['selectedChime']),
      narrow: (view) => ({ options: soundsOf(view) }),
      write: (id, view) => ({ write: { selectedChime: sound(id, view) } }),
    },
    writable('enabled', 'chime.enabled', flag),
  ],
  commands: [
    {
      to: 'chime.play',
      needs: 'playChimeSound',
      run: (args, view) => ({
        invoke: 'playChimeSound',
        fields: args['sound'] === undefined ? {} : { chimeId: sound(args['sound'], view) },
      }),
    },
  ],
  events: [
    {
      from: 'chimeStartedPlaying',
      capability: 'chime',
      events: ['played'],
      read: ({ chimeId }) => {
        const id = text(chimeId);
        return { event: 'played', payload: typeof id === 'string' ? { sound: id } : {} };
      },
    },
  ],
};
