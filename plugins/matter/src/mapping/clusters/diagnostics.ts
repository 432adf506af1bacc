import { attribute, writable, type ClusterMapping } from '../cluster-mapping.ts';
import { computed, isRecord, named, same, type Conversion } from '../convert.ts';

const bootReasons = named({
  0: null,
  1: 'powerOnReboot',
  2: 'brownOutReset',
  3: 'softwareWatchdogReset',
  4: 'hardwareWatchdogReset',
  5: 'softwareUpdateCompleted',
  6: 'softwareReset',
});

const activity: Conversion = {
  read: (raw) => (Array.isArray(raw) ? raw.length > 0 : undefined),
  write: () => undefined,
};

/** The network interfaces that are up (section 11.12.4.5). */
function interfacesOf(list: unknown): Readonly<Record<string, unknown>>[] {
  return Array.isArray(list) ? list.filter(isRecord).filter((one) => one['isOperational'] === true) : [];
}

function hardwareAddress([first]: readonly Readonly<Record<string, unknown>>[]): string | null {
  const octets = first?.['hardwareAddress'];
  return octets instanceof Uint8Array ? [...octets].map((octet) => octet.toString(16).padStart(2, '0')).join(':') : null;
}

/** Addresses as octets to their text: four are IPv4, sixteen IPv6. */
function addresses(list: unknown): string[] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((octets: unknown) => {
    if (!(octets instanceof Uint8Array)) return [];
    if (octets.length === 4) return [octets.join('.')];
    const hex = [...octets].map((octet) => octet.toString(16).padStart(2, '0')).join('');
    return octets.length === 16 ? [(hex.match(/.{4}/g) ?? []).join(':')] : [];
  });
}

/** The clusters about the node itself (Matter core specification, sections 11.12 to 11.16). */
export const diagnostics: readonly ClusterMapping[] = [
  {
    cluster: 'generalDiagnostics',
    attributes: [
      attribute('upTime', 'diagnostics.uptime', same),
      attribute('rebootCount', 'diagnostics.bootCount', same),
      attribute('bootReason', 'diagnostics.bootReason', bootReasons),
      { to: 'network.mac', from: ['networkInterfaces'], read: ({ state }) => hardwareAddress(interfacesOf(state['networkInterfaces'])) },
      {
        to: 'network.addresses',
        from: ['networkInterfaces'],
        read: ({ state }) =>
          interfacesOf(state['networkInterfaces']).flatMap((one) => [
            ...addresses(one['iPv4Addresses']),
            ...addresses(one['iPv6Addresses']),
          ]),
      },
      attribute('activeHardwareFaults', 'health.problem', activity),
    ],
    internal: {
      testEventTriggersEnabled: 'a switch for tests of the protocol',
      deviceLoadStatus: 'statistics of the protocol that change with every packet',
    },
  },
  {
    cluster: 'softwareDiagnostics',
    attributes: [attribute('currentHeapFree', 'diagnostics.freeMemory', same)],
  },
  {
    cluster: 'wiFiNetworkDiagnostics',
    attributes: [
      attribute('rssi', 'linkQuality.rssi', same),
      { to: 'linkQuality.transport', from: ['securityType'], read: () => 'wifi' },
      attribute('channelNumber', 'network.channel', same),
    ],
  },
  {
    cluster: 'threadNetworkDiagnostics',
    attributes: [
      { to: 'linkQuality.transport', from: ['routingRole'], read: () => 'thread' },
      attribute('channel', 'network.channel', same),
    ],
  },
  {
    cluster: 'ethernetNetworkDiagnostics',
    attributes: [{ to: 'linkQuality.transport', from: ['packetRxCount'], read: () => 'ethernet' }],
  },
  {
    cluster: 'unitLocalization',
    attributes: [writable('temperatureUnit', 'localSettings.temperatureUnit', named({ 0: 'F', 1: 'C' }))],
  },
  {
    cluster: 'otaSoftwareUpdateRequestor',
    attributes: [
      attribute(
        'updateState',
        'update.state',
        named({
          0: null,
          1: 'idle',
          2: 'checking',
          3: 'checking',
          4: 'downloading',
          5: 'applying',
          6: 'applying',
          7: 'applying',
          8: 'waitingConsent',
        }),
      ),
      attribute(
        'updateStateProgress',
        'update.progress',
        computed((value) => value),
      ),
    ],
    internal: { defaultOtaProviders: 'who may update it', updatePossible: 'always true on a device that works' },
  },
];
