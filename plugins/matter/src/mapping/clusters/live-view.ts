import { CommandRejectedError } from '@concord/sdk';
import { because, deviceType, type ClusterMapping, type ClusterView } from '../cluster-mapping.ts';
import { recordsIn } from '../convert.ts';

type Fields = Readonly<Record<string, unknown>>;

const speaks = deviceType('Intercom', 'AudioDoorbell');
const userHangup = 2;

/** The sessions are those that the hub itself, or a viewer in its name, opened. */
function sessionsOf({ state }: ClusterView): Fields[] {
  return recordsIn(state['currentSessions']);
}

const viewer = 'a viewer speaks so with the camera, and must be a Matter node itself to be answered';

/** WebRTC Transport Provider (Matter application clusters, section 11.5). */
export const webRtcTransportProvider: ClusterMapping = {
  cluster: 'webRtcTransportProvider',
  attributes: [
    { to: 'camera.streaming', from: ['currentSessions'], when: (view) => !speaks(view), read: (view) => sessionsOf(view).length > 0 },
    { to: 'intercom.call', from: ['currentSessions'], when: speaks, read: (view) => (sessionsOf(view).length > 0 ? 'talking' : 'idle') },
  ],
  commands: [
    {
      to: 'camera.closeStream',
      needs: 'endSession',
      when: (view) => !speaks(view),
      run: ({ id }) => ({ invoke: 'endSession', fields: { webRtcSessionId: Number(id), reason: userHangup } }),
    },
    {
      to: 'intercom.hangUp',
      needs: 'endSession',
      when: speaks,
      run: (_args, view) => {
        const [first] = sessionsOf(view);
        if (!first) throw new CommandRejectedError('nobody talks');
        return { invoke: 'endSession', fields: { webRtcSessionId: first['id'], reason: userHangup } };
      },
    },
  ],
  unused: because(viewer, 'solicitOffer', 'provideOffer', 'provideAnswer', 'provideIceCandidates'),
};
