import { attribute, because, writable, type ClusterMapping } from '../cluster-mapping.ts';
import { epochMicroseconds, named, recordsIn, text } from '../convert.ts';

/** The language, the clock and the units of a product's display (Matter core specification, sections 11.3 to 11.5). */
export const localization: readonly ClusterMapping[] = [
  {
    cluster: 'localizationConfiguration',
    attributes: [
      writable('activeLocale', 'localSettings.language', text, {
        narrow: ({ state }) => ({
          options: (Array.isArray(state['supportedLocales']) ? state['supportedLocales'] : []).map((id) => ({ id: String(id) })),
        }),
      }),
    ],
    internal: { supportedLocales: 'the options of the language' },
  },
  {
    cluster: 'timeFormatLocalization',
    attributes: [writable('hourFormat', 'localSettings.clock', named({ 0: '12', 1: '24', 255: null }))],
    internal: { supportedCalendarTypes: 'the options of activeCalendarType' },
  },
  {
    cluster: 'unitLocalization',
    attributes: [writable('temperatureUnit', 'localSettings.temperatureUnit', named({ 0: 'F', 1: 'C' }))],
    internal: { supportedTemperatureUnits: 'the options of the unit' },
  },
];

const milliseconds = 3;
const administrator = 2;

/** Time Synchronization (section 11.17), with the clock of this computer by which a product's is set. */
export function timeSynchronization(now: () => number): ClusterMapping {
  return {
    cluster: 'timeSynchronization',
    attributes: [
      attribute('utcTime', 'localSettings.time', epochMicroseconds),
      {
        to: 'localSettings.timeZone',
        from: ['timeZone'],
        read: ({ state }) => {
          const name = recordsIn(state['timeZone'])[0]?.['name'];
          return typeof name === 'string' ? name : null;
        },
      },
    ],
    commands: [
      {
        to: 'localSettings.syncTime',
        needs: 'setUtcTime',
        run: () => ({
          invoke: 'setUtcTime',
          fields: { utcTime: BigInt(now()) * 1000n, granularity: milliseconds, timeSource: administrator },
        }),
      },
    ],
    internal: {
      ...because(
        'how it knows the time',
        'granularity',
        'timeSource',
        'trustedTimeSource',
        'defaultNtp',
        'supportsDnsResolve',
        'ntpServerAvailable',
      ),
      ...because('the time zone in numbers', 'dstOffset', 'localTime', 'timeZoneDatabase', 'timeZoneListMaxSize', 'dstOffsetListMaxSize'),
    },
    unused: {
      ...because('who set the product up chose how it knows the time', 'setTrustedTimeSource', 'setDefaultNtp'),
      ...because('a name alone does not say when summer time begins', 'setTimeZone', 'setDstOffset'),
      ...because('the clock tells the same', 'dstTableEmpty', 'dstStatus', 'timeZoneStatus', 'timeFailure', 'missingTrustedTimeSource'),
    },
  };
}
