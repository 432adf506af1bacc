import { capabilities } from '@concord/sdk';
import { clusterMappings, internalClusters } from '../src/mapping/index.ts';
import { mapRows } from './map-rows.ts';
import { clusters } from './probe.ts';

type Reasons = Readonly<Record<string, string>>;

function because(reason: string, ...names: readonly string[]): Reasons {
  return Object.fromEntries(names.map((name) => [name, reason]));
}

const noCommand = 'no cluster has a command for it';
const hubs = 'the hub does it, whatever the product speaks';

/** Commands that the map names and that no Matter device is asked, with the reason. */
const commandsLeftOut: Reasons = {
  ...because(hubs, 'availability.refresh'),
  ...because(noCommand, 'diagnostics.restart', 'diagnostics.factoryReset', 'diagnostics.test', 'health.acknowledge', 'tamper.reset'),
  ...because(noCommand, 'energyMeter.reset', 'smokeAlarm.mute', 'coAlarm.mute', 'cover.goToPreset', 'coverSettings.setLimit'),
  ...because(noCommand, 'vacuum.locate', 'vacuum.cleanSpot', 'sensorSettings.calibrate', 'sensorSettings.resetCalibration'),
  ...because(noCommand, 'notifier.announce', 'irrigation.skip'),
  'diagnostics.fetchLog': 'a log is fetched as a file, for which a command has no place',
  'network.wake': 'the cluster tells the address to wake and takes no command; who is asleep hears none',
  'button.press': 'a button of the hub alone is pressed by a command',
  'countdown.cancel': 'nothing ends the countdown and leaves the lamp on',
  'irrigation.run': 'each zone is a valve of its own, which is opened for a while',
  'oven.preheat': 'a cavity of an oven takes its temperature by temperatureControl',
  ...because('the product finds firmware and asks whether it may take it', 'update.check', 'update.install', 'update.skip'),
  ...because('a bridge takes its children in its own app', 'bridge.openJoin', 'bridge.removeChild'),
  ...because('a binding needs the consent of the target, in another product', 'binding.add', 'binding.remove'),
  ...because(
    'users and codes are told only when each is asked for, so nobody could see what is overwritten',
    'lockCredentials.setUser',
    'lockCredentials.setCredential',
    'lockCredentials.setSchedule',
  ),
  ...because('a picture or a call needs a peer at the other end, which the plugin is not', 'camera.snapshot', 'camera.openStream'),
  ...because('a picture or a call needs a peer at the other end, which the plugin is not', 'intercom.answer'),
};

/** `cluster capability`: clusters that a row names and that give the capability nothing, with the reason. */
const clustersLeftOut: Reasons = {
  'FixedLabel deviceInfo': 'labels are tags of the endpoint',
  'UserLabel deviceInfo': 'labels are tags of the endpoint',
  'BasicInformation availability': hubs,
  'Actions bridge': 'its actions are scenes',
  'DoorLock tagReader': 'it tells who came and not with which tag',
  'EnergyPreference thermostat': 'a balance of comfort and saving is a mode of its own',
  'FanControl airflow': 'where a fan blows is told by fan',
  'WaterHeaterMode waterHeater': 'its programs are its own list, which is mode',
  'EnergyEvseMode evCharger': 'its programs are its own list, which is mode',
  'DeviceEnergyManagementMode energyManagement': 'its programs are its own list, which is mode',
  'OvenMode oven': 'its programs are its own list, which is mode',
  'RvcCleanMode vacuum': 'how it cleans is its own list, which is mode',
  'ApplicationBasic mediaSource': 'what the app is called is told of its endpoint',
  'ValveConfigurationAndControl irrigation': 'each zone is a valve',
};

/** How much of a capability Matter's clusters fill. */
export interface CapabilityCoverage {
  readonly capability: string;
  readonly clusters: readonly string[];
  readonly attributes: { readonly filled: number; readonly total: number };
  readonly commands: { readonly filled: number; readonly total: number };
  /** Attributes that no cluster fills. */
  readonly unfilled: readonly string[];
  /** Commands and clusters of the row that have a reason instead. */
  readonly leftOut: readonly string[];
  /** Commands and clusters of the row that are neither mapped nor left out with a reason. */
  readonly missing: readonly string[];
}

export interface VocabularyCoverage {
  readonly rows: readonly CapabilityCoverage[];
  /** Reasons for what is mapped after all, or is in no row. */
  readonly stale: readonly string[];
}

const idOf = new Map(clusters.map(({ name, propertyName }) => [name, propertyName]));

/** Everything of capabilities that a cluster's table fills, as `capability.member`. */
function filledBy(cluster: string): readonly string[] {
  const { attributes = [], commands = [], events = [] } = clusterMappings.get(idOf.get(cluster) ?? '') ?? {};
  return [
    ...[...attributes, ...commands].map(({ to }) => to),
    ...events.flatMap(({ capability, events: names }) => names.map((name) => `${capability}.${name}`)),
  ];
}

/** Holds the tables against the rows of the map. */
export function vocabularyCoverage(): VocabularyCoverage {
  const filled = new Set(clusters.flatMap(({ name }) => filledBy(name)));
  const used = new Set<string>();
  const reasonOf = (reasons: Reasons, name: string) => {
    used.add(name);
    return reasons[name];
  };
  const covered = Object.entries(mapRows).map(([capability, names]): CapabilityCoverage => {
    const { attributes = {}, commands = {} } = capabilities.get(capability) ?? {};
    const split = (members: Readonly<Record<string, unknown>>) =>
      Object.groupBy(Object.keys(members), (name) => (filled.has(`${capability}.${name}`) ? 'filled' : 'unfilled'));
    const [told, asked] = [split(attributes), split(commands)];
    const idle = names.filter((name) => !internalClusters.has(idOf.get(name) ?? '') && !gives(name, capability));
    const lacking = [
      ...(asked.unfilled ?? []).map((name) => ({ name: `${name}()`, reason: reasonOf(commandsLeftOut, `${capability}.${name}`) })),
      ...idle.map((name) => ({ name, reason: reasonOf(clustersLeftOut, `${name} ${capability}`) })),
    ];
    return {
      capability,
      clusters: names,
      attributes: { filled: told.filled?.length ?? 0, total: Object.keys(attributes).length },
      commands: { filled: asked.filled?.length ?? 0, total: Object.keys(commands).length },
      unfilled: told.unfilled ?? [],
      leftOut: lacking.flatMap(({ name, reason }) => (reason === undefined ? [] : [`${name} (${reason})`])),
      missing: lacking.flatMap(({ name, reason }) => (reason === undefined ? [name] : [])),
    };
  });
  const stale = Object.keys({ ...commandsLeftOut, ...clustersLeftOut }).filter((name) => !used.has(name));
  return { rows: covered, stale };
}

function gives(cluster: string, capability: string): boolean {
  return filledBy(cluster).some((to) => to.startsWith(`${capability}.`));
}

/** The shares, for people. */
export function vocabularyText({ rows: covered, stale }: VocabularyCoverage): string {
  const share = (of: (row: CapabilityCoverage) => CapabilityCoverage['attributes']) => {
    const [filled, total] = [covered.reduce((sum, row) => sum + of(row).filled, 0), covered.reduce((sum, row) => sum + of(row).total, 0)];
    return `${filled} of ${total} (${((filled / total) * 100).toFixed(1)} %)`;
  };
  return [
    `Capabilities that Matter fills: attributes ${share(({ attributes }) => attributes)}, commands ${share(({ commands }) => commands)}`,
    ...covered.flatMap(({ capability, clusters: names, attributes, commands, unfilled, leftOut, missing }) => [
      `${capability}: attributes ${attributes.filled}/${attributes.total}, commands ${commands.filled}/${commands.total}; ${names.join(', ')}`,
      ...(unfilled.length > 0 ? [`       not filled: ${unfilled.join(', ')}`] : []),
      ...leftOut.map((one) => `       left out: ${one}`),
      ...(missing.length > 0 ? [`       MISSING ${missing.join(', ')}`] : []),
    ]),
    ...(stale.length > 0 ? [`Reasons for nothing: ${stale.join(', ')}`] : []),
  ].join('\n');
}
