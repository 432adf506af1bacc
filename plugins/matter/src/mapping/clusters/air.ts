import { attribute, type AttributeMapping, type ClusterMapping, type ClusterView } from '../cluster-mapping.ts';
import { named, numberOf, rangeOf, tidy, type Conversion } from '../convert.ts';

/** Units of the concentration clusters (section 2.10.5.1): what one of them is, as a share of gas or as mass of a pollutant. */
const units: Readonly<Record<number, { readonly kind: 'share' | 'mass' | 'activity'; readonly factor: number }>> = {
  0: { kind: 'share', factor: 1 }, // ppm
  1: { kind: 'share', factor: 1e-3 }, // ppb
  2: { kind: 'share', factor: 1e-6 }, // ppt
  3: { kind: 'mass', factor: 1e3 }, // mg/m³
  4: { kind: 'mass', factor: 1 }, // µg/m³
  5: { kind: 'mass', factor: 1e-3 }, // ng/m³
  7: { kind: 'activity', factor: 1 }, // Bq/m³
};

type Kind = 'share' | 'mass' | 'activity';

/** Cluster → the attribute for each kind of unit it may count in. There is no conversion between kinds (capability map, section 1.5). */
const concentrations: readonly {
  readonly cluster: string;
  readonly targets: Readonly<Partial<Record<Kind, string>>>;
  readonly concern?: string;
}[] = [
  { cluster: 'carbonDioxideConcentrationMeasurement', targets: { share: 'co2Sensor.co2' }, concern: 'co2Sensor.concern' },
  {
    cluster: 'totalVolatileOrganicCompoundsConcentrationMeasurement',
    targets: { share: 'vocSensor.ratio', mass: 'vocSensor.mass' },
    concern: 'vocSensor.concern',
  },
  { cluster: 'pm1ConcentrationMeasurement', targets: { mass: 'particulateSensor.pm1' } },
  { cluster: 'pm25ConcentrationMeasurement', targets: { mass: 'particulateSensor.pm25' } },
  { cluster: 'pm10ConcentrationMeasurement', targets: { mass: 'particulateSensor.pm10' } },
  { cluster: 'carbonMonoxideConcentrationMeasurement', targets: { share: 'pollutantSensor.coRatio', mass: 'pollutantSensor.coMass' } },
  { cluster: 'nitrogenDioxideConcentrationMeasurement', targets: { share: 'pollutantSensor.no2Ratio', mass: 'pollutantSensor.no2Mass' } },
  { cluster: 'ozoneConcentrationMeasurement', targets: { share: 'pollutantSensor.o3Ratio', mass: 'pollutantSensor.o3Mass' } },
  { cluster: 'formaldehydeConcentrationMeasurement', targets: { share: 'pollutantSensor.hchoRatio', mass: 'pollutantSensor.hchoMass' } },
  { cluster: 'radonConcentrationMeasurement', targets: { activity: 'pollutantSensor.radon' } },
];

const concern: Conversion = named({ 0: null, 1: 'low', 2: 'medium', 3: 'high', 4: 'critical' });

function unitOf({ state }: ClusterView) {
  return units[numberOf(state['measurementUnit']) ?? -1];
}

function amount(kind: Kind, to: string): AttributeMapping {
  const conversionOf = (view: ClusterView): Conversion => ({
    read: (raw) => {
      const value = numberOf(raw);
      return typeof value === 'number' ? tidy(value * (unitOf(view)?.factor ?? 1)) : value;
    },
    write: () => undefined,
  });
  return {
    to,
    from: ['measuredValue', 'measurementUnit'],
    when: (view) => unitOf(view)?.kind === kind,
    read: (view) => conversionOf(view).read(view.state['measuredValue']),
    narrow: (view) => rangeOf(view.state, 'minMeasuredValue', 'maxMeasuredValue', conversionOf(view)),
  };
}

const internal = {
  minMeasuredValue: 'the range that the sensor can measure',
  maxMeasuredValue: 'the range that the sensor can measure',
  uncertainty: 'a description of the hardware',
  measurementMedium: 'a description of the hardware',
  peakMeasuredValue: 'statistics of the device itself',
  peakMeasuredValueWindow: 'statistics of the device itself',
  averageMeasuredValue: 'statistics of the device itself',
  averageMeasuredValueWindow: 'statistics of the device itself',
};

/** The concentration clusters (Matter application clusters, section 2.10) and Air Quality (section 2.9). */
export const air: readonly ClusterMapping[] = [
  ...concentrations.map(({ cluster, targets, concern: level }) => ({
    cluster,
    attributes: [
      ...Object.entries(targets).map(([kind, to]) => amount(kind as Kind, to)),
      ...(level === undefined ? [] : [attribute('levelValue', level, concern)]),
    ],
    internal,
  })),
  {
    cluster: 'airQuality',
    attributes: [
      attribute(
        'airQuality',
        'airQuality.grade',
        named({ 0: null, 1: 'good', 2: 'fair', 3: 'moderate', 4: 'poor', 5: 'veryPoor', 6: 'extremelyPoor' }),
      ),
    ],
  },
];
