import type { Endpoint, ServerNode } from '@matter/main';
import { Thermostat } from '@matter/main/clusters/thermostat';
import { ThermostatServer } from '@matter/main/behaviors/thermostat';
import { ThermostatDevice } from '@matter/main/devices/thermostat';
import { say, type Product } from './host.ts';

const HeatingThermostat = ThermostatDevice.with(ThermostatServer.with('Heating'));
const stepMs = 2000;

export const thermostatProduct: Product = {
  id: 'thermostat',
  name: 'Demo Thermostat',
  productId: 0x8001,
  serial: 'CD-TH-0001',
  deviceType: ThermostatDevice.deviceType,
  port: 0,
  passcode: 20202021,
  discriminator: 3840,
};

/** A heating thermostat in a room that warms towards the setpoint and cools towards the weather outside. */
export async function buildThermostat(node: ServerNode): Promise<{ stop(): void }> {
  const endpoint = await node.add(HeatingThermostat, {
    id: 'thermostat',
    thermostat: {
      systemMode: Thermostat.SystemMode.Heat,
      controlSequenceOfOperation: Thermostat.ControlSequenceOfOperation.HeatingOnly,
      localTemperature: 1950,
      occupiedHeatingSetpoint: 2000,
      absMinHeatSetpointLimit: 500,
      absMaxHeatSetpointLimit: 3000,
      minHeatSetpointLimit: 700,
      maxHeatSetpointLimit: 2800,
      thermostatRunningState: { heat: false },
    },
  });
  endpoint.events.thermostat.occupiedHeatingSetpoint$Changed.on((value) => say({ event: 'heatingSetpoint', celsius: value / 100 }));
  endpoint.events.thermostat.systemMode$Changed.on((value) => say({ event: 'systemMode', mode: Thermostat.SystemMode[value] }));
  const timer = setInterval(() => void drift(endpoint), stepMs);
  return { stop: () => clearInterval(timer) };
}

/** One step of the room: 0.1 °C towards the setpoint, with the burner following at half a degree of hysteresis. */
async function drift(endpoint: Endpoint<typeof HeatingThermostat>): Promise<void> {
  const { localTemperature, occupiedHeatingSetpoint, systemMode, thermostatRunningState } = endpoint.state.thermostat;
  const wanted = systemMode === Thermostat.SystemMode.Off ? 1600 : occupiedHeatingSetpoint;
  const now = localTemperature ?? wanted;
  const difference = wanted - now;
  const heating = difference > 0 && (thermostatRunningState?.heat === true || difference > 50);
  const step = Math.sign(difference) * Math.min(Math.abs(difference), 10);
  if (step === 0 && heating === thermostatRunningState?.heat) return;
  await endpoint.set({ thermostat: { localTemperature: now + step, thermostatRunningState: { heat: heating } } });
}
