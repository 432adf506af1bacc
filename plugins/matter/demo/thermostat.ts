/** A demo product as a program of its own; `runProduct` says what it takes and prints. */
import { runProduct } from './host.ts';
import { buildThermostat, thermostatProduct } from './room.ts';

await runProduct(thermostatProduct, buildThermostat);
