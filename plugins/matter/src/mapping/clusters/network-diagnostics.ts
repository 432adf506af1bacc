import { attribute, because, type ClusterMapping } from '../cluster-mapping.ts';
import { numberOf, recordsIn, same, text } from '../convert.ts';

/** Bits per second of the speeds of Ethernet, by Matter's number for them. */
const wireRates: readonly number[] = [10e6, 100e6, 1e9, 2.5e9, 5e9, 10e9, 40e9, 100e9, 200e9, 400e9];

/** A Thread device hears the network through its parent; a router, through whom it hears best. */
function parentOf(table: unknown): { rssi?: number; lqi?: number } | undefined {
  const heard = recordsIn(table)
    .filter(({ isChild }) => isChild !== true)
    .map(({ averageRssi, lqi }) => ({ rssi: numberOf(averageRssi) ?? undefined, lqi: numberOf(lqi) ?? undefined }))
    .sort((one, other) => (other.lqi ?? 0) - (one.lqi ?? 0));
  const [best] = heard;
  return best && { ...(best.rssi !== undefined && { rssi: best.rssi }), ...(best.lqi !== undefined && { lqi: best.lqi }) };
}

const threadStructure = ['panId', 'extendedPanId', 'meshLocalPrefix', 'routeTable', 'partitionId', 'weighting', 'dataVersion'].concat(
  ['stableDataVersion', 'leaderRouterId', 'activeTimestamp', 'pendingTimestamp', 'delay', 'securityPolicy', 'channelPage0Mask'],
  ['operationalDatasetComponents', 'extAddress', 'rloc16'],
);

const threadCounters = [
  'overrunCount',
  'detachedRoleCount',
  'childRoleCount',
  'routerRoleCount',
  'leaderRoleCount',
  'attachAttemptCount',
].concat(
  ['partitionIdChangeCount', 'betterPartitionAttachAttemptCount', 'parentChangeCount'],
  ['Total', 'Unicast', 'Broadcast', 'AckRequested', 'Acked', 'NoAckRequested', 'Data', 'DataPoll', 'Beacon', 'BeaconRequest', 'Other'].map(
    (name) => `tx${name}Count`,
  ),
  ['Retry', 'DirectMaxRetryExpiry', 'IndirectMaxRetryExpiry', 'ErrCca', 'ErrAbort', 'ErrBusyChannel'].map((name) => `tx${name}Count`),
  ['Total', 'Unicast', 'Broadcast', 'Data', 'DataPoll', 'Beacon', 'BeaconRequest', 'Other', 'AddressFiltered'].map(
    (name) => `rx${name}Count`,
  ),
  ['DestAddrFiltered', 'Duplicated', 'ErrNoFrame', 'ErrUnknownNeighbor', 'ErrInvalidSrcAddr', 'ErrSec', 'ErrFcs', 'ErrOther'].map(
    (name) => `rx${name}Count`,
  ),
);

const counters = 'a count of packets that changes with every one';

/** How well a product hears its network (Matter core specification, sections 11.14 to 11.16). */
export const networkDiagnostics: readonly ClusterMapping[] = [
  {
    cluster: 'wiFiNetworkDiagnostics',
    attributes: [
      attribute('rssi', 'linkQuality.rssi', same),
      { to: 'linkQuality.transport', from: ['securityType'], read: () => 'wifi' },
      attribute('channelNumber', 'network.channel', same),
      attribute('currentMaxRate', 'network.txRate', same),
    ],
    internal: {
      ...because('a description of the radio', 'bssid', 'wiFiVersion'),
      ...because(counters, 'beaconLostCount', 'beaconRxCount', 'packetMulticastRxCount', 'packetMulticastTxCount'),
      ...because(counters, 'packetUnicastRxCount', 'packetUnicastTxCount', 'overrunCount'),
    },
    unused: {
      resetCounts: counters,
      ...because("the device's availability", 'disconnection', 'associationFailure', 'connectionStatus'),
    },
  },
  {
    cluster: 'threadNetworkDiagnostics',
    attributes: [
      { to: 'linkQuality.transport', from: ['routingRole'], read: () => 'thread' },
      attribute('channel', 'network.channel', same),
      attribute('networkName', 'network.ssid', text),
      { to: 'linkQuality.rssi', from: ['neighborTable'], read: ({ state }) => parentOf(state['neighborTable'])?.rssi ?? null },
      { to: 'linkQuality.lqi', from: ['neighborTable'], read: ({ state }) => parentOf(state['neighborTable'])?.lqi ?? null },
    ],
    internal: {
      ...because('how the mesh of the network is woven', ...threadStructure),
      ...because(counters, ...threadCounters),
    },
    unused: {
      resetCounts: counters,
      connectionStatus: "the device's availability",
      networkFaultChange: 'the list of faults tells the same',
    },
  },
  {
    cluster: 'ethernetNetworkDiagnostics',
    attributes: [
      // Each of its attributes may be missing, and any of them says that there is a cable.
      { to: 'linkQuality.transport', from: ['featureMap'], read: () => 'ethernet' },
      { to: 'network.rxRate', from: ['phyRate'], read: ({ state }) => wireRates[numberOf(state['phyRate']) ?? -1] ?? null },
      { to: 'network.txRate', from: ['phyRate'], read: ({ state }) => wireRates[numberOf(state['phyRate']) ?? -1] ?? null },
    ],
    internal: {
      ...because('a description of the cable', 'fullDuplex', 'carrierDetect'),
      ...because(counters, 'packetRxCount', 'packetTxCount', 'txErrCount', 'collisionCount', 'overrunCount', 'timeSinceReset'),
    },
    unused: { resetCounts: counters },
  },
];
