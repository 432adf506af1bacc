import { attribute, type AttributeMapping, type ClusterMapping } from '../cluster-mapping.ts';
import { isRecord, per, numberOf } from '../convert.ts';

const perThousand = per(1000);

/** Electrical Power Measurement (Matter application clusters, section 2.13): milli-units. */
export const electricalPowerMeasurement: ClusterMapping = {
  cluster: 'electricalPowerMeasurement',
  attributes: [
    attribute('activePower', 'powerMeter.activePower', perThousand),
    attribute('apparentPower', 'powerMeter.apparentPower', perThousand),
    attribute('reactivePower', 'powerMeter.reactivePower', perThousand),
    attribute('voltage', 'powerMeter.voltage', perThousand),
    attribute('activeCurrent', 'powerMeter.current', perThousand),
    attribute('frequency', 'powerMeter.frequency', perThousand),
    attribute('powerFactor', 'powerMeter.powerFactor', per(10_000)),
    attribute('rmsVoltage', 'powerMeter.voltage', perThousand, { when: ({ state }) => state['voltage'] === undefined }),
    attribute('rmsCurrent', 'powerMeter.current', perThousand, { when: ({ state }) => state['activeCurrent'] === undefined }),
  ],
  internal: {
    powerMode: 'a description of the hardware',
    numberOfMeasurementTypes: 'a description of the hardware',
    accuracy: 'a description of the hardware',
    ranges: 'statistics of the device itself',
  },
};

function energy(from: string, to: string): AttributeMapping {
  return {
    to,
    from: [from],
    read: ({ state }) => {
      const measured = state[from];
      if (measured === null) return null;
      const milliwattHours = isRecord(measured) ? numberOf(measured['energy']) : undefined;
      return typeof milliwattHours === 'number' ? milliwattHours / 1000 : milliwattHours;
    },
  };
}

/** Electrical Energy Measurement (section 2.12): counters in milliwatt-hours. */
export const electricalEnergyMeasurement: ClusterMapping = {
  cluster: 'electricalEnergyMeasurement',
  attributes: [energy('cumulativeEnergyImported', 'energyMeter.imported'), energy('cumulativeEnergyExported', 'energyMeter.exported')],
  internal: {
    accuracy: 'a description of the hardware',
    cumulativeEnergyReset: 'bookkeeping of the counter',
    periodicEnergyImported: 'the counter has the same energy',
    periodicEnergyExported: 'the counter has the same energy',
  },
};
