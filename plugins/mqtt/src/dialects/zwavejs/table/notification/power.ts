import type { ClassTable } from '../known.ts';
import { flag, variable } from './variable.ts';

/** The mains, the load and the battery. */
export const power: ClassTable = {
  'Power_Management/Power_status': variable({ 1: 'applied' }),
  'Power_Management/Mains_status': variable(
    { 2: 'disconnected', 3: 'connected' },
    { target: 'powerSource.mainsPresent', words: { disconnected: false, connected: true, idle: null } },
  ),
  'Power_Management/Over-current_status': variable({ 6: 'overCurrent' }, flag('loadProtection.tripped', 'overCurrent')),
  'Power_Management/Over-voltage_status': variable(
    { 7: 'overVoltage' },
    flag('loadProtection.tripped', 'overVoltage', { child: 'overVoltage' }),
  ),
  'Power_Management/Over-load_status': variable({ 8: 'overLoad' }, flag('loadProtection.tripped', 'overLoad', { child: 'overLoad' })),
  'Power_Management/Load_error_status': variable({ 9: 'loadError' }, flag('health.problem', 'loadError', { child: 'load' })),
  'Power_Management/Battery_maintenance_status': variable(
    { 10: 'replaceSoon', 11: 'replaceNow', 17: 'fluidLow' },
    flag('battery.replace', 'replaceSoon replaceNow', { words: { idle: false, replacesoon: true, replacenow: true, fluidlow: false } }),
  ),
  'Power_Management/Battery_load_status': variable(
    { 12: 'charging' },
    { target: 'battery.charging', words: { idle: 'notCharging', charging: 'charging' } },
  ),
  'Power_Management/Battery_level_status': variable(
    { 13: 'full', 14: 'chargeSoon', 15: 'chargeNow' },
    { target: 'battery.grade', words: { idle: 'medium', full: 'full', chargesoon: 'low', chargenow: 'critical' } },
  ),
  'Power_Management/Backup_battery_level_status': variable({ 16: 'low', 18: 'disconnected' }),
};
