import type { ClusterMapping } from './cluster-mapping.ts';
import { air } from './clusters/air.ts';
import { ambientContextSensing } from './clusters/ambient-sensing.ts';
import { applianceAlarms } from './clusters/appliance-alarms.ts';
import { booleanState } from './clusters/boolean-state.ts';
import { booleanStateConfiguration } from './clusters/boolean-state-configuration.ts';
import { cameraAvStreamManagement } from './clusters/camera.ts';
import { chime } from './clusters/chime.ts';
import { closures } from './clusters/closure.ts';
import { colorControl } from './clusters/color-control.ts';
import { diagnostics } from './clusters/diagnostics.ts';
import { doorLock } from './clusters/door-lock.ts';
import { electricalEnergyMeasurement, electricalPowerMeasurement } from './clusters/electrical.ts';
import { deviceEnergyManagement } from './clusters/energy-management.ts';
import { energyEvse } from './clusters/energy-evse.ts';
import { fanControl } from './clusters/fan-control.ts';
import { identify, information } from './clusters/information.ts';
import { keypadInput } from './clusters/keypad-input.ts';
import { laundry } from './clusters/laundry.ts';
import { levelControl } from './clusters/level-control.ts';
import { webRtcTransportProvider } from './clusters/live-view.ts';
import { localization, timeSynchronization } from './clusters/localization.ts';
import { measurements } from './clusters/measurements.ts';
import { contentLauncher, mediaPlayback } from './clusters/media-playback.ts';
import { mediaSources } from './clusters/media-source.ts';
import { messages } from './clusters/messages.ts';
import { microwaveOvenControl } from './clusters/microwave-oven.ts';
import { energyPreference, modes } from './clusters/modes.ts';
import { networkDiagnostics } from './clusters/network-diagnostics.ts';
import { networks } from './clusters/network.ts';
import { occupancySensing } from './clusters/occupancy-sensing.ts';
import { onOff } from './clusters/on-off.ts';
import { operationalStates } from './clusters/operational-state.ts';
import { powerSource } from './clusters/power-source.ts';
import { cameraAvSettingsUserLevelManagement } from './clusters/ptz.ts';
import { pump } from './clusters/pump.ts';
import { pushAvStreamTransport } from './clusters/recording.ts';
import { resourceMonitoring } from './clusters/resource-monitoring.ts';
import { actions, scenesManagement } from './clusters/scenes.ts';
import { serviceArea } from './clusters/service-area.ts';
import { smokeCoAlarm } from './clusters/smoke-co-alarm.ts';
import { structure } from './clusters/structure.ts';
import { switchCluster } from './clusters/switch.ts';
import { tariffs } from './clusters/tariff.ts';
import { temperatureAlarm, temperatureControl } from './clusters/temperature-control.ts';
import { thermostat, thermostatUserInterfaceConfiguration } from './clusters/thermostat.ts';
import { valve } from './clusters/valve.ts';
import { waterHeaterManagement } from './clusters/water-heater.ts';
import { windowCovering } from './clusters/window-covering.ts';
import { zoneManagement } from './clusters/detection-zones.ts';

const all: readonly ClusterMapping[] = [
  actions,
  ...air,
  ambientContextSensing,
  ...applianceAlarms,
  booleanState,
  booleanStateConfiguration,
  cameraAvSettingsUserLevelManagement,
  cameraAvStreamManagement,
  chime,
  ...closures,
  colorControl,
  contentLauncher,
  deviceEnergyManagement,
  ...diagnostics,
  doorLock,
  electricalEnergyMeasurement,
  electricalPowerMeasurement,
  energyEvse,
  energyPreference,
  fanControl,
  identify,
  ...information,
  keypadInput,
  ...laundry,
  levelControl,
  ...localization,
  ...measurements,
  mediaPlayback,
  ...mediaSources,
  messages,
  microwaveOvenControl,
  ...modes,
  ...networkDiagnostics,
  ...networks,
  occupancySensing,
  onOff,
  ...operationalStates,
  powerSource,
  pump,
  pushAvStreamTransport,
  ...resourceMonitoring,
  scenesManagement,
  serviceArea,
  smokeCoAlarm,
  ...structure,
  switchCluster,
  ...tariffs,
  temperatureAlarm,
  temperatureControl,
  thermostat,
  thermostatUserInterfaceConfiguration,
  timeSynchronization(() => Date.now()),
  valve,
  waterHeaterManagement,
  webRtcTransportProvider,
  windowCovering,
  zoneManagement,
];

/** Every mapped cluster, by matter.js' id of it. */
export const clusterMappings: ReadonlyMap<string, ClusterMapping> = new Map(all.map((mapping) => [mapping.cluster, mapping]));

/** Clusters that are the plugin's own business (capability map, section 3.2), and why. */
export const internalClusters: ReadonlyMap<string, string> = new Map([
  ['accessControl', 'who may speak with the device'],
  ['accountLogin', "signs a person in to an app, with a secret that is nobody else's"],
  ['administratorCommissioning', 'how others may commission it'],
  ['commissionerControl', 'how another system of the home asks for devices'],
  ['contentAppObserver', 'what an app says to the one that shows it'],
  ['descriptor', 'its structure'],
  ['diagnosticLogs', 'a log is fetched as a file, for which a command has no place'],
  ['generalCommissioning', 'how it was commissioned'],
  ['groupKeyManagement', 'keys of groups'],
  ['groupcast', 'membership in groups'],
  ['groups', 'membership in groups'],
  ['icdManagement', 'how it sleeps'],
  ['jointFabricAdministrator', 'how it was commissioned'],
  ['jointFabricDatastore', 'how it was commissioned'],
  ['operationalCredentials', 'its certificates'],
  ['otaSoftwareUpdateProvider', 'how it hands firmware to others'],
  ['powerSourceConfiguration', 'deprecated'],
  ['powerTopology', 'which endpoints are fed'],
  ['tlsCertificateManagement', 'its certificates'],
  ['tlsClientManagement', 'its certificates'],
  ['webRtcTransportRequestor', 'the other end of a call, which a viewer holds'],
]);

/** matter.js' own behaviours of a peer, which are no clusters. */
export const bookkeeping: ReadonlySet<string> = new Set(['commissioning', 'network', 'parts', 'index']);
