/** What a parlour's comfort costs: an energy manager, a tariff and a thermostat. */
import { Endpoint, type MaybePromise } from '@matter/main';
import { CommodityPriceServer } from '@matter/main/behaviors/commodity-price';
import { DeviceEnergyManagementServer } from '@matter/main/behaviors/device-energy-management';
import { ElectricalGridConditionsServer } from '@matter/main/behaviors/electrical-grid-conditions';
import { ThermostatServer } from '@matter/main/behaviors/thermostat';
import { DeviceEnergyManagement } from '@matter/main/clusters/device-energy-management';
import { ElectricalGridConditions } from '@matter/main/clusters/electrical-grid-conditions';
import { Thermostat } from '@matter/main/clusters/thermostat';
import { ElectricalEnergyTariffDevice } from '@matter/main/devices/electrical-energy-tariff';
import { ThermostatDevice } from '@matter/main/devices/thermostat';
import { DeviceEnergyManagementEndpoint } from '@matter/main/endpoints/device-energy-management';
import { TariffUnit } from '@matter/main/types';
import { say } from '../../../demo/host.ts';

/** 2026-06-01T12:00:00Z, in seconds since 1970. */
const noon = 1_780_315_200;
const anHour = 3600;

class Manager extends DeviceEnergyManagementServer.with('PowerAdjustment') {
  override powerAdjustRequest({ power, duration }: DeviceEnergyManagement.PowerAdjustRequest): MaybePromise {
    say({ event: 'powerAdjust', power: Number(power), duration });
    this.state.esaState = DeviceEnergyManagement.EsaState.PowerAdjustActive;
  }

  override cancelPowerAdjustRequest(): MaybePromise {
    this.state.esaState = DeviceEnergyManagement.EsaState.Online;
  }
}

export const manager = new Endpoint(DeviceEnergyManagementEndpoint.with(Manager), {
  id: 'manager',
  deviceEnergyManagement: {
    esaType: DeviceEnergyManagement.EsaType.BatteryStorage,
    esaCanGenerate: true,
    esaState: DeviceEnergyManagement.EsaState.Online,
    absMinPower: -3_000_000,
    absMaxPower: 3_000_000,
    powerAdjustmentCapability: null,
    optOutState: DeviceEnergyManagement.OptOutState.NoOptOut,
  },
});

export const tariff = new Endpoint(
  ElectricalEnergyTariffDevice.with(CommodityPriceServer.with('Forecasting'), ElectricalGridConditionsServer),
  {
    id: 'tariff',
    commodityPrice: {
      tariffUnit: TariffUnit.KWh,
      currency: { currency: 978, decimalPoints: 4 },
      currentPrice: { periodStart: noon, periodEnd: noon + anHour, price: 2899 },
      priceForecast: [{ periodStart: noon + anHour, periodEnd: null, price: 1500 }],
    },
    electricalGridConditions: {
      localGenerationAvailable: null,
      currentConditions: {
        periodStart: noon,
        periodEnd: noon + anHour,
        gridCarbonIntensity: 210,
        gridCarbonLevel: ElectricalGridConditions.ThreeLevel.Medium,
        localCarbonIntensity: 0,
        localCarbonLevel: ElectricalGridConditions.ThreeLevel.Low,
      },
    },
  },
);

export const thermostat = new Endpoint(ThermostatDevice.with(ThermostatServer.with('Heating', 'Presets')), {
  id: 'thermostat',
  thermostat: {
    localTemperature: 2050,
    outdoorTemperature: -320,
    occupiedHeatingSetpoint: 2000,
    controlSequenceOfOperation: Thermostat.ControlSequenceOfOperation.HeatingOnly,
    systemMode: Thermostat.SystemMode.Heat,
    numberOfPresets: 2,
    presetTypes: [
      {
        presetScenario: Thermostat.PresetScenario.Occupied,
        numberOfPresets: 1,
        presetTypeFeatures: { automatic: false, supportsNames: true },
      },
      {
        presetScenario: Thermostat.PresetScenario.Vacation,
        numberOfPresets: 1,
        presetTypeFeatures: { automatic: false, supportsNames: true },
      },
    ],
    activePresetHandle: null,
    presets: [
      {
        presetHandle: Uint8Array.of(1),
        presetScenario: Thermostat.PresetScenario.Occupied,
        name: 'Home',
        heatingSetpoint: 2150,
        builtIn: true,
      },
      {
        presetHandle: Uint8Array.of(2),
        presetScenario: Thermostat.PresetScenario.Vacation,
        name: null,
        heatingSetpoint: 1500,
        builtIn: true,
      },
    ],
  },
});
