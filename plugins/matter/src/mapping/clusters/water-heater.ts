import { attribute, type ClusterMapping } from '../cluster-mapping.ts';
import { bitsOf, named, numberArgument, per, same } from '../convert.ts';

const celsius = per(100);
const anHour = 3600;
const boosts = named({ 0: 'off', 1: 'on' });

/** Water Heater Management (Matter application clusters, section 9.5). */
export const waterHeaterManagement: ClusterMapping = {
  cluster: 'waterHeaterManagement',
  attributes: [
    { to: 'waterHeater.demand', from: ['heatDemand'], read: ({ state }) => bitsOf(state['heatDemand']) },
    // Litres.
    attribute('tankVolume', 'waterHeater.tankVolume', per(1000)),
    attribute('tankPercentage', 'waterHeater.tank', same),
    { to: 'waterHeater.boosting', from: ['boostState'], read: ({ state }) => boosts.read(state['boostState']) === 'on' },
  ],
  commands: [
    {
      to: 'waterHeater.boost',
      needs: 'boost',
      run: ({ duration, setpoint, untilPercent }) => ({
        invoke: 'boost',
        fields: {
          boostInfo: {
            duration: duration === undefined ? anHour : Math.max(1, Math.round(numberArgument(duration, 'the duration'))),
            ...(setpoint !== undefined && { temporarySetpoint: celsius.write(numberArgument(setpoint, 'the target')) }),
            ...(untilPercent !== undefined && { targetPercentage: Math.round(numberArgument(untilPercent, 'the percentage')) }),
          },
        },
      }),
    },
    { to: 'waterHeater.cancelBoost', needs: 'cancelBoost', run: () => ({ invoke: 'cancelBoost' }) },
  ],
  events: [
    { from: 'boostStarted', capability: 'waterHeater', events: ['boostStarted'], read: () => ({ event: 'boostStarted' }) },
    { from: 'boostEnded', capability: 'waterHeater', events: ['boostEnded'], read: () => ({ event: 'boostEnded' }) },
  ],
};
