import { CommandRejectedError } from '@concord/sdk';
import { because, type ClusterMapping, type ClusterView, type EventMapping } from '../cluster-mapping.ts';
import { isRecord, named, numberOf, recordsIn } from '../convert.ts';

type Fields = Readonly<Record<string, unknown>>;

const active = 0;
const transportStates = named({ 0: 'active', 1: 'inactive' });

/** Where a recording goes: the host alone, since the path may be a secret. */
function hostOf(options: unknown): { label?: string } {
  const url = isRecord(options) ? options['url'] : undefined;
  return typeof url === 'string' && URL.canParse(url) ? { label: new URL(url).host } : {};
}

function transports({ state }: ClusterView): Fields[] {
  return recordsIn(state['currentConnections']);
}

function recorded(from: string, event: 'begun' | 'ended'): EventMapping {
  const reasons: readonly string[] = ['user', 'automation', 'emergency', 'doorbell'];
  return {
    from,
    capability: 'recording',
    events: [event],
    read: ({ connectionId, activationReason }, _view, at) => {
      const reason = reasons[numberOf(activationReason) ?? -1];
      return {
        event,
        payload: { id: String(connectionId), ...(event === 'begun' ? { from: at } : { to: at }), ...(reason !== undefined && { reason }) },
      };
    },
  };
}

/** Push AV Stream Transport (Matter application clusters, section 11.7): recordings that the camera sends away by itself. */
export const pushAvStreamTransport: ClusterMapping = {
  cluster: 'pushAvStreamTransport',
  attributes: [
    {
      to: 'recording.destinations',
      from: ['currentConnections'],
      read: (view) =>
        transports(view).map(({ connectionId, transportOptions }) => ({ id: String(connectionId), ...hostOf(transportOptions) })),
    },
  ],
  commands: [
    // No id means all of them.
    ...(['start', 'stop'] as const).map((verb) => ({
      to: `recording.${verb}`,
      needs: 'setTransportStatus',
      run: () => ({
        invoke: 'setTransportStatus',
        fields: { connectionId: null, transportStatus: transportStates.write(verb === 'start' ? 'active' : 'inactive') },
      }),
    })),
    {
      to: 'recording.trigger',
      needs: 'manuallyTriggerTransport',
      run: (_args, view) => {
        const connection = transports(view).find(({ transportStatus }) => transportStatus === active);
        if (!connection) throw new CommandRejectedError('it records to nowhere now');
        const automation = 1;
        return { invoke: 'manuallyTriggerTransport', fields: { connectionId: connection['connectionId'], activationReason: automation } };
      },
    },
  ],
  events: [recorded('pushTransportBegin', 'begun'), recorded('pushTransportEnd', 'ended')],
  internal: { supportedFormats: 'what the other end must understand' },
  unused: because(
    'who takes the recordings sets up where they go',
    'allocatePushTransport',
    'deallocatePushTransport',
    'modifyPushTransport',
    'findTransport',
  ),
};
