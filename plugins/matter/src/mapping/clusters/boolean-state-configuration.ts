import { CommandRejectedError } from '@concord/sdk';
import { because, type ClusterMapping } from '../cluster-mapping.ts';
import { bitsOf, numberOf } from '../convert.ts';

/** Boolean State Configuration (Matter application clusters, section 1.8): how fine a detector feels, from 0, and whether it is well. */
export const booleanStateConfiguration: ClusterMapping = {
  cluster: 'booleanStateConfiguration',
  attributes: [
    {
      to: 'sensorSettings.sensitivity',
      from: ['currentSensitivityLevel'],
      read: ({ state }) => {
        const level = numberOf(state['currentSensitivityLevel']);
        return typeof level === 'number' ? String(level) : level;
      },
      narrow: ({ state }) => {
        const levels = numberOf(state['supportedSensitivityLevels']) ?? 0;
        return { options: Array.from({ length: levels }, (_unused, level) => ({ id: String(level) })) };
      },
      write: (value) => {
        const level = Number(value);
        if (!Number.isInteger(level)) throw new CommandRejectedError('the sensitivity is one of its levels');
        return { write: { currentSensitivityLevel: level } };
      },
    },
    { to: 'health.problem', from: ['sensorFault'], read: ({ state }) => bitsOf(state['sensorFault']).length > 0 },
    { to: 'health.active', from: ['sensorFault'], read: ({ state }) => bitsOf(state['sensorFault']).map((code) => ({ code })) },
  ],
  events: [
    {
      from: 'sensorFault',
      capability: 'health',
      events: ['raised', 'cleared'],
      read: ({ sensorFault }) => {
        const [code] = bitsOf(sensorFault);
        return code === undefined ? { event: 'cleared', payload: { code: 'generalFault' } } : { event: 'raised', payload: { code } };
      },
    },
  ],
  internal: because('the options of the sensitivity', 'supportedSensitivityLevels', 'defaultSensitivityLevel'),
  unused: {
    alarmsStateChanged: 'the attributes tell the same',
    ...because('an alarm that is put off by a rule warns nobody', 'suppressAlarm', 'enableDisableAlarm'),
  },
};
