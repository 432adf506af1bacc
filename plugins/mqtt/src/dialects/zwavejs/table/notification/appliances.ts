import type { ClassTable, Known } from '../known.ts';
import { variable } from './variable.ts';

const failure = (state: number): Known => variable({ [state]: 'failure' });

/** Appliances and health. */
export const appliances: ClassTable = {
  'Appliance/Program_status': variable(
    { 1: 'started', 2: 'inProgress', 3: 'completed' },
    { target: 'operationalState.state', words: { idle: 'stopped', started: 'running', inprogress: 'running', completed: 'stopped' } },
  ),
  'Appliance/Maintenance_status': variable({ 4: 'replaceFilter' }),
  'Appliance/Appliance_status': variable({
    6: 'supplyingWater',
    8: 'boiling',
    10: 'washing',
    12: 'rinsing',
    14: 'draining',
    16: 'spinning',
    18: 'drying',
  }),
  'Appliance/Target_temperature_failure_status': failure(5),
  'Appliance/Water_supply_failure_status': failure(7),
  'Appliance/Boiling_failure_status': failure(9),
  'Appliance/Washing_failure_status': failure(11),
  'Appliance/Rinsing_failure_status': failure(13),
  'Appliance/Draining_failure_status': failure(15),
  'Appliance/Spinning_failure_status': failure(17),
  'Appliance/Drying_failure_status': failure(19),
  'Appliance/Fan_failure_status': failure(20),
  'Appliance/Compressor_failure_status': failure(21),
  'Home_Health/Position_status': variable({ 1: 'leavingBed', 2: 'sittingOnBed', 3: 'lyingOnBed', 5: 'sittingOnEdge' }),
  'Home_Health/VOC_level_status': variable(
    { 6: 'reported', 1537: 'clean', 1538: 'slight', 1539: 'moderate', 1540: 'high' },
    {
      target: 'vocSensor.concern',
      words: { idle: null, reported: 'other', clean: 'low', slight: 'medium', moderate: 'high', high: 'critical' },
    },
  ),
  'Home_Health/Sleep_apnea_status': variable({ 7: 'apnea', 1793: 'lowBreath', 1794: 'noBreath' }),
  'Home_Health/Sleep_stage_status': variable({ 8: 'dreaming', 9: 'light', 10: 'medium', 11: 'deep' }),
};
