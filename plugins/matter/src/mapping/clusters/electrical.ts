import { attribute, because, deviceType, type AttributeMapping, type ClusterMapping } from '../cluster-mapping.ts';
import { epochSeconds, isRecord, numberOf, per } from '../convert.ts';

const perThousand = per(1000);

/** What flows out of an endpoint is negative. */
const producing: AttributeMapping['read'] = ({ state }) => {
  const power = numberOf(state['activePower']);
  return typeof power === 'number' ? (power < 0 ? 'producing' : 'off') : power;
};

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
    { to: 'solar.state', from: ['activePower'], when: deviceType('SolarPower'), read: producing },
    attribute('rmsVoltage', 'powerMeter.voltage', perThousand, { when: ({ state }) => state['voltage'] === undefined }),
    attribute('rmsCurrent', 'powerMeter.current', perThousand, { when: ({ state }) => state['activeCurrent'] === undefined }),
  ],
  internal: {
    powerMode: 'a description of the hardware',
    numberOfMeasurementTypes: 'a description of the hardware',
    accuracy: 'a description of the hardware',
    ranges: 'statistics of the device itself',
  },
  unused: { measurementPeriodRanges: 'statistics of the device itself' },
};

type Fields = Readonly<Record<string, unknown>>;

function member(value: unknown, name: string): unknown {
  return isRecord(value) ? value[name] : undefined;
}

function energy(from: string, to: string): AttributeMapping {
  return {
    to,
    from: [from],
    read: ({ state }) => (state[from] === null ? null : perThousand.read(member(state[from], 'energy'))),
  };
}

/** Since when it counts: since the later of the two resets, from which on both counters are whole. */
const resetAt: AttributeMapping['read'] = ({ state }) => {
  const resets = ['importedResetTimestamp', 'exportedResetTimestamp'].map((name) => numberOf(member(state['cumulativeEnergyReset'], name)));
  const known = resets.filter((one) => typeof one === 'number');
  return known.length > 0 ? epochSeconds.read(Math.max(...known)) : null;
};

/** What was measured from one moment to another. */
function periodOf({ energyImported, energyExported }: Fields): Record<string, unknown> {
  const measured = [energyImported, energyExported].find(isRecord);
  const [from, to] = [epochSeconds.read(member(measured, 'startTimestamp')), epochSeconds.read(member(measured, 'endTimestamp'))];
  const [imported, exported] = [energyImported, energyExported].map((one) => perThousand.read(member(one, 'energy')));
  return {
    ...(typeof from === 'string' && { from }),
    ...(typeof to === 'string' && { to }),
    ...(typeof imported === 'number' && { imported }),
    ...(typeof exported === 'number' && { exported }),
  };
}

/** Electrical Energy Measurement (section 2.12): counters in milliwatt-hours. */
export const electricalEnergyMeasurement: ClusterMapping = {
  cluster: 'electricalEnergyMeasurement',
  attributes: [
    energy('cumulativeEnergyImported', 'energyMeter.imported'),
    energy('cumulativeEnergyExported', 'energyMeter.exported'),
    { to: 'energyMeter.resetAt', from: ['cumulativeEnergyReset'], read: resetAt },
  ],
  events: [
    {
      from: 'periodicEnergyMeasured',
      capability: 'energyMeter',
      events: ['periodClosed'],
      read: (payload) => ({ event: 'periodClosed', payload: periodOf(payload) }),
    },
  ],
  internal: {
    accuracy: 'a description of the hardware',
    ...because('the counter has the same energy', 'periodicEnergyImported', 'periodicEnergyExported'),
  },
  unused: { cumulativeEnergyMeasured: 'the counters tell the same' },
};
