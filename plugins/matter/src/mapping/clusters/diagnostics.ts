import { attribute, because, type ClusterMapping, type EventMapping } from '../cluster-mapping.ts';
import { computed, hex, named, numberOf, recordsIn, same, times, type Conversion } from '../convert.ts';

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

/** The network interfaces that are up (core specification, section 11.12.5.2). */
export function interfacesOf(list: unknown): Readonly<Record<string, unknown>>[] {
  return recordsIn(list).filter((one) => one['isOperational'] === true);
}

/** The hardware address of the first interface, as a capability has it: pairs of digits with colons between. */
export function macOf([first]: readonly Readonly<Record<string, unknown>>[]): string | null {
  return inGroups(hex(first?.['hardwareAddress']), 2) ?? null;
}

/** Addresses as octets to their text: four are IPv4, sixteen IPv6. */
export function addressesOf(list: unknown): string[] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((octets: unknown) => {
    if (!(octets instanceof Uint8Array)) return [];
    if (octets.length === 4) return [octets.join('.')];
    return octets.length === 16 ? [inGroups(hex(octets), 4) ?? ''] : [];
  });
}

function inGroups(digits: string | undefined, size: number): string | undefined {
  return digits?.match(new RegExp(`.{${size}}`, 'g'))?.join(':');
}

const hardwareFaults: readonly string[] = [
  'hardware',
  'radio',
  'sensor',
  'resettableOverTemp',
  'nonResettableOverTemp',
  'powerSource',
  'visualDisplayFault',
  'audioOutputFault',
  'userInterfaceFault',
  'nonVolatileMemoryError',
  'tamperDetected',
];
const radioFaults: readonly string[] = ['radio', 'wiFiFault', 'cellularFault', 'threadFault', 'nfcFault', 'bleFault', 'ethernetFault'];
const networkFaults: readonly string[] = ['network', 'hardwareFailure', 'networkJammed', 'connectionFailed'];

function faultsOf(list: unknown, names: readonly string[]): { code: string }[] {
  return Array.isArray(list) ? list.map((fault) => ({ code: names[numberOf(fault) ?? -1] ?? String(fault) })) : [];
}

/** Of a list of faults before and after, those that are new, and those that are gone. */
function faultChanges(from: string, names: readonly string[]): EventMapping[] {
  const change = (event: 'raised' | 'cleared', now: string, before: string): EventMapping => ({
    from,
    capability: 'health',
    events: [event],
    read: (payload) => {
      const old = new Set(faultsOf(payload[before], names).map(({ code }) => code));
      return faultsOf(payload[now], names)
        .filter(({ code }) => !old.has(code))
        .map((fault) => ({ event, payload: fault }));
    },
  });
  return [change('raised', 'current', 'previous'), change('cleared', 'previous', 'current')];
}

/** The clusters about the node itself (Matter core specification, sections 11.12, 11.13 and 11.20). */
export const diagnostics: readonly ClusterMapping[] = [
  {
    cluster: 'generalDiagnostics',
    attributes: [
      attribute('upTime', 'diagnostics.uptime', same),
      attribute('rebootCount', 'diagnostics.bootCount', same),
      attribute('bootReason', 'diagnostics.bootReason', bootReasons),
      { to: 'network.mac', from: ['networkInterfaces'], read: ({ state }) => macOf(interfacesOf(state['networkInterfaces'])) },
      {
        to: 'network.addresses',
        from: ['networkInterfaces'],
        read: ({ state }) =>
          interfacesOf(state['networkInterfaces']).flatMap((one) => [
            ...addressesOf(one['iPv4Addresses']),
            ...addressesOf(one['iPv6Addresses']),
          ]),
      },
      attribute('activeHardwareFaults', 'health.problem', activity),
      {
        to: 'health.active',
        from: ['activeHardwareFaults', 'activeRadioFaults', 'activeNetworkFaults'],
        read: ({ state }) => [
          ...faultsOf(state['activeHardwareFaults'], hardwareFaults),
          ...faultsOf(state['activeRadioFaults'], radioFaults),
          ...faultsOf(state['activeNetworkFaults'], networkFaults),
        ],
      },
      attribute('totalOperationalHours', 'usageMeter.powerOnTime', times(3600)),
    ],
    events: [
      {
        from: 'bootReason',
        capability: 'diagnostics',
        events: ['restarted'],
        read: ({ bootReason }) => {
          const reason = bootReasons.read(bootReason);
          return { event: 'restarted', payload: typeof reason === 'string' ? { reason } : {} };
        },
      },
      ...faultChanges('hardwareFaultChange', hardwareFaults),
      ...faultChanges('radioFaultChange', radioFaults),
      ...faultChanges('networkFaultChange', networkFaults),
    ],
    unused: {
      ...because('a test of the protocol', 'testEventTrigger', 'payloadTestRequest'),
      timeSnapshot: 'the uptime tells the same',
    },
    internal: {
      testEventTriggersEnabled: 'a switch for tests of the protocol',
      deviceLoadStatus: 'statistics of the protocol that change with every packet',
    },
  },
  {
    cluster: 'softwareDiagnostics',
    attributes: [attribute('currentHeapFree', 'diagnostics.freeMemory', same)],
    events: [
      {
        from: 'softwareFault',
        capability: 'diagnostics',
        events: ['softwareFault'],
        read: ({ name }) => ({ event: 'softwareFault', payload: typeof name === 'string' ? { text: name } : {} }),
      },
    ],
    internal: because('about the program inside', 'threadMetrics', 'currentHeapUsed', 'currentHeapHighWatermark'),
    unused: { resetWatermarks: 'about the program inside' },
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
    events: [
      {
        from: 'versionApplied',
        capability: 'update',
        events: ['installed'],
        read: ({ softwareVersion }) => ({ event: 'installed', payload: { version: String(softwareVersion) } }),
      },
      {
        from: 'downloadError',
        capability: 'update',
        events: ['failed'],
        read: ({ softwareVersion }) => ({ event: 'failed', payload: { version: String(softwareVersion), reason: 'download' } }),
      },
    ],
    unused: { announceOtaProvider: 'who has firmware says so', stateTransition: 'the state tells the same' },
    internal: { defaultOtaProviders: 'who may update it', updatePossible: 'always true on a device that works' },
  },
];
