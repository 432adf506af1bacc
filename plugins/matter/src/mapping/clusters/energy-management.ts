import { attribute, because, feature, verb, type ClusterMapping, type CommandMapping, type EventMapping } from '../cluster-mapping.ts';
import { epochSeconds, flag, isRecord, named, numberArgument, numberOf, per, recordsIn } from '../convert.ts';

const perThousand = per(1000);

const types = named({
  0: 'evse',
  1: 'spaceHeating',
  2: 'waterHeating',
  3: 'spaceCooling',
  4: 'spaceHeatingCooling',
  5: 'batteryStorage',
  6: 'solarPv',
  7: 'fridgeFreezer',
  8: 'washingMachine',
  9: 'dishwasher',
  10: 'cooking',
  11: 'homeWaterPump',
  12: 'irrigationWaterPump',
  13: 'poolPump',
  255: 'other',
});

/** The home's own reason: it saves for itself, and not for the grid (Matter application clusters, section 9.2). */
const cause = { cause: 0 };
const anHour = 3600;
const adjusting = 3;

/** The slots of a forecast, one after the other, from its start. */
function forecastOf(forecast: unknown): unknown {
  if (forecast === null) return [];
  if (!isRecord(forecast)) return undefined;
  const start = numberOf(forecast['startTime']);
  if (typeof start !== 'number') return [];
  let at = start;
  return recordsIn(forecast['slots']).map((slot) => {
    const duration = numberOf(slot['defaultDuration']);
    const power = perThousand.read(slot['nominalPower']);
    const from = epochSeconds.read(at);
    if (typeof duration === 'number') at += duration;
    return { from, ...(typeof duration === 'number' && { duration }), ...(typeof power === 'number' && { power }) };
  });
}

const canAdjust = feature('powerAdjustment');

const commands: readonly CommandMapping[] = [
  {
    to: 'energyManagement.adjustPower',
    needs: 'powerAdjustRequest',
    run: ({ power, duration }) => ({
      invoke: 'powerAdjustRequest',
      fields: {
        power: perThousand.write(numberArgument(power, 'the power')),
        duration: Math.round(numberArgument(duration, 'the duration')),
        ...cause,
      },
    }),
  },
  {
    to: 'energyManagement.shiftStart',
    needs: 'startTimeAdjustRequest',
    run: ({ at }) => ({ invoke: 'startTimeAdjustRequest', fields: { requestedStartTime: epochSeconds.write(at), ...cause } }),
  },
  {
    to: 'energyManagement.pause',
    needs: 'pauseRequest',
    run: ({ duration }) => ({
      invoke: 'pauseRequest',
      fields: { duration: duration === undefined ? anHour : Math.round(numberArgument(duration, 'the duration')), ...cause },
    }),
  },
  verb('energyManagement.resume', 'resumeRequest'),
  // What ends a change of power is one command, what ends a shifted start or a changed forecast another.
  {
    to: 'energyManagement.cancel',
    needs: 'cancelPowerAdjustRequest',
    when: canAdjust,
    run: (_args, { state, features }) => ({
      invoke: state['esaState'] === adjusting || features['startTimeAdjustment'] !== true ? 'cancelPowerAdjustRequest' : 'cancelRequest',
    }),
  },
  verb('energyManagement.cancel', 'cancelRequest', { when: (view) => !canAdjust(view) }),
];

function told(from: string, event: string): EventMapping {
  return { from, capability: 'energyManagement', events: [event], read: () => ({ event }) };
}

/** Device Energy Management (Matter application clusters, section 9.2): power in milliwatt, negative where it is produced. */
export const deviceEnergyManagement: ClusterMapping = {
  cluster: 'deviceEnergyManagement',
  attributes: [
    attribute('esaType', 'energyManagement.type', types),
    attribute('esaCanGenerate', 'energyManagement.canGenerate', flag),
    attribute(
      'esaState',
      'energyManagement.state',
      named({ 0: 'offline', 1: 'online', 2: 'fault', [adjusting]: 'adjusting', 4: 'paused' }),
    ),
    attribute('absMinPower', 'energyManagement.minPower', perThousand),
    attribute('absMaxPower', 'energyManagement.maxPower', perThousand),
    { to: 'energyManagement.forecast', from: ['forecast'], read: ({ state }) => forecastOf(state['forecast']) },
    // Who opts out is asked at the product: it takes no order for it.
    attribute('optOutState', 'energyManagement.optOut', named({ 0: 'none', 1: 'local', 2: 'grid', 3: 'all' })),
  ],
  commands,
  events: [told('powerAdjustStart', 'adjustStarted'), told('powerAdjustEnd', 'adjustEnded')],
  unused: {
    ...because('the state tells the same', 'paused', 'resumed'),
    ...because('an energy manager that plans whole days speaks so', 'modifyForecastRequest', 'requestConstraintBasedForecast'),
  },
};
