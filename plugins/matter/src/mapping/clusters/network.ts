import { attribute, because, feature, onPart, verb, type AttributeMapping, type ClusterMapping } from '../cluster-mapping.ts';
import { hex, recordsIn, text } from '../convert.ts';
import { addressesOf } from './diagnostics.ts';

/** The name of a Wi-Fi network travels as octets of UTF-8. */
function ssid(octets: unknown): string | null {
  return octets instanceof Uint8Array && octets.length > 0 ? new TextDecoder().decode(octets) : null;
}

const reach = 'it would take the product off the network by which the hub reaches it';
const secret = 'the keys of a network are for who runs it';
const role = (from: string, name: string): AttributeMapping => ({ to: 'network.role', from: [from], read: () => name });

/** The clusters about the networks that a product is in, makes or directs. */
export const networks: readonly ClusterMapping[] = [
  {
    // Matter core specification, section 11.9.
    cluster: 'networkCommissioning',
    attributes: [
      {
        to: 'network.connected',
        from: ['networks'],
        read: ({ state }) => recordsIn(state['networks']).some(({ connected }) => connected === true),
      },
      {
        to: 'network.ssid',
        from: ['networks'],
        when: feature('wiFiNetworkInterface'),
        read: ({ state }) => ssid(recordsIn(state['networks']).find(({ connected }) => connected === true)?.['networkId']),
      },
    ],
    internal: {
      ...because(
        'how it joined its network',
        'maxNetworks',
        'scanMaxTimeSeconds',
        'connectMaxTimeSeconds',
        'lastNetworkingStatus',
        'lastNetworkId',
      ),
      ...because('how it joined its network', 'lastConnectErrorValue', 'supportedWiFiBands', 'supportedThreadFeatures', 'threadVersion'),
      interfaceEnabled: reach,
    },
    unused: because(
      reach,
      'scanNetworks',
      'addOrUpdateWiFiNetwork',
      'addOrUpdateThreadNetwork',
      'removeNetwork',
      'connectNetwork',
      'reorderNetwork',
    ),
  },
  {
    // Matter application clusters, section 1.12.
    cluster: 'wakeOnLan',
    attributes: [
      attribute('macAddress', 'network.mac', text),
      { to: 'network.addresses', from: ['linkLocalAddress'], read: ({ state }) => addressesOf([state['linkLocalAddress']]) },
    ],
  },
  // Section 1.11.
  { cluster: 'lowPower', attributes: [], commands: [verb('network.sleep', 'sleep')] },
  onPart(
    { id: 'wifi', name: 'Wi-Fi', kind: 'router' },
    {
      // Section 10.2.
      cluster: 'wiFiNetworkManagement',
      attributes: [{ to: 'network.ssid', from: ['ssid'], read: ({ state }) => ssid(state['ssid']) }, role('ssid', 'accessPoint')],
      internal: { passphraseSurrogate: 'says only that the password changed' },
      unused: because(secret, 'networkPassphraseRequest'),
    },
  ),
  onPart(
    { id: 'thread', name: 'Thread', kind: 'router' },
    {
      // Section 10.3.
      cluster: 'threadBorderRouterManagement',
      attributes: [
        attribute('borderRouterName', 'network.hostname', text),
        attribute('interfaceEnabled', 'network.connected', {
          read: (raw) => (typeof raw === 'boolean' ? raw : undefined),
          write: () => undefined,
        }),
        role('threadVersion', 'borderRouter'),
      ],
      internal: {
        borderAgentId: 'an identifier of the protocol',
        ...because('a version of the network', 'activeDatasetTimestamp', 'pendingDatasetTimestamp'),
      },
      unused: because(secret, 'getActiveDatasetRequest', 'getPendingDatasetRequest', 'setActiveDatasetRequest', 'setPendingDatasetRequest'),
    },
  ),
  onPart(
    { id: 'threadDirectory', name: 'Known Thread networks', kind: 'part' },
    {
      // Section 10.4.
      cluster: 'threadNetworkDirectory',
      attributes: [
        {
          to: 'network.channel',
          from: ['threadNetworks', 'preferredExtendedPanId'],
          read: ({ state }) => {
            const networksKnown = recordsIn(state['threadNetworks']);
            const preferred = hex(state['preferredExtendedPanId']);
            const chosen = networksKnown.find(({ extendedPanId }) => hex(extendedPanId) === preferred) ?? networksKnown[0];
            return typeof chosen?.['channel'] === 'number' ? chosen['channel'] : null;
          },
        },
      ],
      internal: { threadNetworkTableSize: 'how many networks it can list' },
      unused: because(secret, 'addNetwork', 'removeNetwork', 'getOperationalDataset'),
    },
  ),
];
