import { attribute, feature, type ClusterMapping } from '../cluster-mapping.ts';
import { flag, named, per, same, text, unless } from '../convert.ts';

const battery = feature('battery');

/** Power Source (Matter core specification, section 11.7). */
export const powerSource: ClusterMapping = {
  cluster: 'powerSource',
  attributes: [
    {
      to: 'powerSource.source',
      from: ['status'],
      read: ({ features }) => (features['battery'] === true ? 'battery' : features['wired'] === true ? 'mains' : null),
    },
    attribute('status', 'powerSource.status', named({ 0: null, 1: 'active', 2: 'standby', 3: 'unavailable' })),
    attribute('wiredPresent', 'powerSource.mainsPresent', flag),
    attribute('wiredAssessedInputVoltage', 'powerSource.inputVoltage', per(1000)),
    attribute('batPercentRemaining', 'battery.level', per(2), { when: battery }),
    attribute('batChargeLevel', 'battery.low', unless(0), { when: battery }),
    attribute('batChargeState', 'battery.charging', named({ 0: null, 1: 'charging', 2: 'full', 3: 'notCharging' }), { when: battery }),
    attribute('batVoltage', 'battery.voltage', per(1000), { when: battery }),
    attribute('batReplacementNeeded', 'battery.replace', flag, { when: battery }),
    attribute('batReplacementDescription', 'battery.type', text, { when: battery }),
    attribute('batQuantity', 'battery.quantity', same, { when: battery }),
    attribute('batTimeRemaining', 'battery.timeRemaining', same, { when: battery }),
    attribute('batTimeToFullCharge', 'battery.timeToFull', same, { when: battery }),
  ],
  internal: {
    order: 'bookkeeping of several sources',
    endpointList: 'which endpoints it feeds',
    description: 'a name for the source',
    wiredCurrentType: 'a description of the hardware',
    batReplaceability: 'a description of the hardware',
    batPresent: 'a description of the hardware',
    batFunctionalWhileCharging: 'a description of the hardware',
  },
};
