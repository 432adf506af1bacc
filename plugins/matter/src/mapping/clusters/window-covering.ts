import {
  attribute,
  because,
  commanded,
  feature,
  type AttributeMapping,
  type ClusterMapping,
  type ClusterView,
  type Operation,
} from '../cluster-mapping.ts';
import { bit, clamp, isRecord, named, numberArgument, numberOf, type Conversion } from '../convert.ts';

/** Matter counts hundredths of a percent closed; we count percent open (capability map, section 1.6). */
export const percentOpen: Conversion = {
  read: (raw) => {
    const value = numberOf(raw);
    return value === null || value === undefined ? value : 100 - value / 100;
  },
  write: (value) => Math.round((100 - clamp(numberArgument(value, 'the position'), 0, 100)) * 100),
};

const movements = named({ 0: 'stopped', 1: 'opening', 2: 'closing' });

function moving({ state }: ClusterView): unknown {
  const status = state['operationalStatus'];
  return isRecord(status) ? movements.read(status['global']) : undefined;
}

function lift(liftPercent100thsValue: unknown): Operation {
  return { invoke: 'goToLiftPercentage', fields: { liftPercent100thsValue } };
}

function tilt(tiltPercent100thsValue: unknown): Operation {
  return { invoke: 'goToTiltPercentage', fields: { tiltPercent100thsValue } };
}

const direction: AttributeMapping = {
  to: 'coverSettings.direction',
  from: ['mode'],
  read: ({ state }) => (isRecord(state['mode']) ? (state['mode']['motorDirectionReversed'] === true ? 'reversed' : 'normal') : undefined),
  write: (value, { state }) => ({
    write: {
      mode: {
        ...(isRecord(state['mode']) ? state['mode'] : {}),
        motorDirectionReversed: named({ 0: 'normal', 1: 'reversed' }).write(value) === 1,
      },
    },
  }),
};

const canLift = feature('positionAwareLift');
const canTilt = feature('positionAwareTilt');
const same = 'the same as the position in hundredths of a percent';

/** Window Covering (Matter application clusters, section 5.3). */
export const windowCovering: ClusterMapping = {
  cluster: 'windowCovering',
  attributes: [
    commanded('currentPositionLiftPercent100ths', 'cover.position', percentOpen, lift, {
      when: canLift,
      narrow: () => ({ minimum: 0, maximum: 100 }),
    }),
    commanded('currentPositionTiltPercent100ths', 'cover.tilt', percentOpen, tilt, {
      when: canTilt,
      narrow: () => ({ minimum: 0, maximum: 100 }),
    }),
    { to: 'cover.moving', from: ['operationalStatus'], read: moving },
    attribute('safetyStatus', 'cover.obstructed', bit('obstacleDetected')),
    direction,
  ],
  commands: [
    { to: 'cover.open', run: () => ({ invoke: 'upOrOpen' }) },
    { to: 'cover.close', run: () => ({ invoke: 'downOrClose' }) },
    { to: 'cover.stop', run: () => ({ invoke: 'stopMotion' }) },
    { to: 'cover.openTilt', run: () => tilt(0), when: canTilt },
    { to: 'cover.closeTilt', run: () => tilt(10_000), when: canTilt },
  ],
  internal: {
    currentPositionLiftPercentage: same,
    currentPositionTiltPercentage: same,
    targetPositionLiftPercent100ths: 'the goal of a movement; the position follows',
    targetPositionTiltPercent100ths: 'the goal of a movement; the position follows',
    ...because('a description of the hardware', 'configStatus', 'type', 'endProductType'),
    ...because('how often the motor ran, which the maker counts', 'numberOfActuationsLift', 'numberOfActuationsTilt'),
  },
};
