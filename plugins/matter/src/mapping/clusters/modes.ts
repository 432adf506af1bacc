import { CommandRejectedError } from '@concord/sdk';
import { Matter } from '@matter/main/model';
import {
  because,
  onPart,
  writable,
  type AttributeMapping,
  type ClusterMapping,
  type ClusterView,
  type CommandMapping,
  type Operation,
} from '../cluster-mapping.ts';
import { numberOf, recordsIn, type Conversion } from '../convert.ts';

/** One mode of a device's own list (Matter application clusters, sections 1.9 and 1.10). */
interface Mode {
  readonly id: string;
  readonly label: string;
  readonly tags: string[];
}

/** The standard word where it is another than Matter's (capability map, section 1.1). */
const words: Readonly<Record<string, string>> = { lowEnergy: 'eco' };

const tagNames = new Map<string, ReadonlyMap<number, string>>();

/** Number of a mode's tag → its name, from the standard itself, which is read for a cluster when a device first has it. */
function tagsOf(cluster: string): ReadonlyMap<number, string> {
  let names = tagNames.get(cluster);
  if (!names) {
    const model = [...Matter.clusters].find(({ propertyName }) => propertyName === cluster);
    const tags = model && [...model.datatypes].find(({ name }) => name === 'ModeTag');
    names = new Map([...(tags?.members ?? [])].map(({ id, name }) => [id ?? 0, camelCase(name)]));
    tagNames.set(cluster, names);
  }
  return names;
}

function camelCase(name: string): string {
  return name.slice(0, 1).toLowerCase() + name.slice(1);
}

function modesOf(cluster: string, { state }: ClusterView): Mode[] {
  const names = tagsOf(cluster);
  return recordsIn(state['supportedModes']).map(({ mode, label, modeTags }) => ({
    id: String(mode),
    label: typeof label === 'string' && label !== '' ? label : String(mode),
    tags: recordsIn(modeTags).flatMap(({ mfgCode, value }) => {
      const name = mfgCode === undefined || mfgCode === null ? names.get(numberOf(value) ?? -1) : undefined;
      return name === undefined ? [] : [words[name] ?? name];
    }),
  }));
}

/** The id of a mode is its number as text. */
const number: Conversion = {
  read: (raw) => {
    const value = numberOf(raw);
    return typeof value === 'number' ? String(value) : value;
  },
  write: Number,
};

function chosen(cluster: string, value: unknown, view: ClusterView): number {
  if (!modesOf(cluster, view).some(({ id }) => id === value)) throw new CommandRejectedError(`${String(value)} is none of the modes`);
  return Number(value);
}

function modeAttributes(cluster: string): AttributeMapping[] {
  const narrow: AttributeMapping['narrow'] = (view) => ({ options: modesOf(cluster, view) });
  const stored = (from: string, to: string): AttributeMapping => ({
    ...writable(from, to, number, { narrow }),
    write: (value, view) => ({ write: { [from]: value === null ? null : chosen(cluster, value, view) } }),
  });
  return [
    {
      to: 'mode.mode',
      from: ['currentMode'],
      read: ({ state }) => number.read(state['currentMode']),
      narrow,
      // A microwave takes its mode together with time and power.
      ...(cluster !== 'microwaveOvenMode' && {
        write: (value: unknown, view: ClusterView): Operation => ({
          invoke: 'changeToMode',
          fields: { newMode: chosen(cluster, value, view) },
        }),
      }),
    },
    { to: 'mode.modes', from: ['supportedModes'], read: (view) => modesOf(cluster, view) },
    stored('startUpMode', 'mode.startupMode'),
    stored('onMode', 'mode.onMode'),
  ];
}

function modeCluster(cluster: string, commands: readonly CommandMapping[] = []): ClusterMapping {
  return {
    cluster,
    attributes: modeAttributes(cluster),
    commands,
    ...(cluster === 'modeSelect' && {
      internal: { standardNamespace: 'a detail of the encoding', description: 'a name for the list of modes' },
    }),
  };
}

/** The mode that carries a standard tag: how a robot is sent to clean, whatever its maker calls it. */
function toMode(cluster: string, tag: string): CommandMapping['run'] {
  return (_args, view) => {
    const mode = modesOf(cluster, view).find(({ tags }) => tags.includes(tag));
    if (!mode) throw new CommandRejectedError(`it has no mode for ${tag}`);
    return { invoke: 'changeToMode', fields: { newMode: Number(mode.id) } };
  };
}

const plainModes = [
  'modeSelect',
  'laundryWasherMode',
  'dishwasherMode',
  'ovenMode',
  'microwaveOvenMode',
  'refrigeratorAndTemperatureControlledCabinetMode',
  'energyEvseMode',
  'waterHeaterMode',
];

/**
 * The mode clusters: those of appliances, and Mode Select. A robot says beside what it does (its run mode) how it does it, and an
 * appliance that an energy manager may steer, how far: these are modes of their own, each on a part of the endpoint.
 */
export const modes: readonly ClusterMapping[] = [
  ...plainModes.map((cluster) => modeCluster(cluster)),
  modeCluster('rvcRunMode', [{ to: 'vacuum.start', needs: 'changeToMode', run: toMode('rvcRunMode', 'cleaning') }]),
  onPart({ id: 'cleaning', name: 'Way of cleaning', kind: 'part' }, modeCluster('rvcCleanMode')),
  onPart({ id: 'energy', name: 'Energy management', kind: 'part' }, modeCluster('deviceEnergyManagementMode')),
];

/** The steps of a balance, each a share with a label, as a list to choose from. */
function stepsOf(list: unknown): Mode[] {
  return recordsIn(list).map(({ step, label }, index) => ({
    id: String(index),
    label: typeof label === 'string' ? label : `${String(numberOf(step) ?? index)} %`,
    tags: [],
  }));
}

function balance(from: string, list: string, to: string): AttributeMapping {
  return {
    ...writable(from, to, number),
    narrow: ({ state }) => ({ options: stepsOf(state[list]) }),
    write: (value, { state }) => {
      const place = stepsOf(state[list]).findIndex(({ id }) => id === value);
      if (place < 0) throw new CommandRejectedError(`${String(value)} is none of the steps`);
      return { write: { [from]: place } };
    },
  };
}

/** Energy Preference (section 9.7): how much comfort a saving may cost, as a mode. */
export const energyPreference: ClusterMapping = onPart(
  { id: 'energyPreference', name: 'Comfort or saving', kind: 'part' },
  {
    cluster: 'energyPreference',
    attributes: [
      balance('currentEnergyBalance', 'energyBalances', 'mode.mode'),
      { to: 'mode.modes', from: ['energyBalances'], read: ({ state }) => stepsOf(state['energyBalances']) },
      balance('currentLowPowerModeSensitivity', 'lowPowerModeSensitivities', 'sensorSettings.sensitivity'),
    ],
    internal: because('what the ends of the balance stand for, which its labels tell', 'energyPriorities', 'lowPowerModeSensitivities'),
  },
);
