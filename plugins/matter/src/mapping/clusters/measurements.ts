import { attribute, type ClusterMapping } from '../cluster-mapping.ts';
import { computed, per, rangeOf, times, type Conversion } from '../convert.ts';

/** Lux from Matter's 10000·log10(lx)+1; 0 is "too little to measure" (application clusters, section 2.2.5.1). */
export const logLux: Conversion = computed((value) => (value === 0 ? 0 : Math.round(10 ** ((value - 1) / 10_000) * 100) / 100));

/** The sensor clusters that differ only in what they measure and how they count it. */
const sensors: readonly { readonly cluster: string; readonly to: string; readonly conversion: Conversion; readonly internal?: string[] }[] =
  [
    { cluster: 'temperatureMeasurement', to: 'temperatureSensor.temperature', conversion: per(100) },
    { cluster: 'relativeHumidityMeasurement', to: 'humiditySensor.humidity', conversion: per(100) },
    { cluster: 'flowMeasurement', to: 'flowSensor.flow', conversion: per(10) },
    { cluster: 'illuminanceMeasurement', to: 'illuminanceSensor.illuminance', conversion: logLux, internal: ['lightSensorType'] },
    // Tenths of a kilopascal.
    {
      cluster: 'pressureMeasurement',
      to: 'pressureSensor.pressure',
      conversion: times(100),
      internal: ['scaledValue', 'scale', 'minScaledValue', 'maxScaledValue', 'scaledTolerance'],
    },
  ];

const reason = 'the range that the sensor can measure';

export const measurements: readonly ClusterMapping[] = [
  ...sensors.map(({ cluster, to, conversion, internal = [] }) => ({
    cluster,
    attributes: [
      attribute('measuredValue', to, conversion, {
        narrow: ({ state }) => rangeOf(state, 'minMeasuredValue', 'maxMeasuredValue', conversion),
      }),
    ],
    internal: {
      minMeasuredValue: reason,
      maxMeasuredValue: reason,
      tolerance: reason,
      ...Object.fromEntries(internal.map((name) => [name, 'a detail of the encoding'])),
    },
  })),
  {
    cluster: 'soilMeasurement',
    attributes: [
      attribute(
        'soilMoistureMeasuredValue',
        'soilSensor.moisture',
        computed((value) => value),
      ),
    ],
    internal: { soilMoistureMeasurementLimits: reason },
  },
];
