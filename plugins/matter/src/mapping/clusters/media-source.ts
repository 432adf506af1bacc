import { CommandRejectedError } from '@concord/sdk';
import { attribute, because, onPart, type AttributeMapping, type ClusterMapping, type ClusterView } from '../cluster-mapping.ts';
import { isRecord, numberOf, recordsIn, text } from '../convert.ts';

type Fields = Readonly<Record<string, unknown>>;
interface Choice {
  readonly id: string;
  readonly label: string;
}

/** A list of which the device chooses one by the number that stands in each entry. */
interface Numbered {
  readonly list: string;
  readonly current: string;
  readonly number: string;
  readonly to: string;
  /** Attribute for the whole list. */
  readonly all?: string;
  readonly invoke: string;
  readonly field: string;
}

function choices({ list, number }: Numbered, { state }: ClusterView): Choice[] {
  return recordsIn(state[list]).map((entry) => ({ id: String(entry[number]), label: String(entry['name'] ?? entry[number]) }));
}

function numbered(table: Numbered): AttributeMapping[] {
  const { list, current, to, all, invoke, field } = table;
  return [
    {
      to,
      from: [current],
      read: ({ state }) => {
        const number = numberOf(state[current]);
        return typeof number === 'number' ? String(number) : number;
      },
      narrow: (view) => ({ options: choices(table, view) }),
      write: (id, view) => {
        if (!choices(table, view).some((one) => one.id === id)) throw new CommandRejectedError(`${String(id)} is none of its choices`);
        return { invoke, fields: { [field]: Number(id) } };
      },
    },
    ...(all === undefined ? [] : [{ to: all, from: [list], read: (view: ClusterView) => choices(table, view) }]),
  ];
}

const inputs: Numbered = {
  list: 'inputList',
  current: 'currentInput',
  number: 'index',
  to: 'mediaSource.source',
  all: 'mediaSource.sources',
  invoke: 'selectInput',
  field: 'index',
};

const outputs: Numbered = {
  list: 'outputList',
  current: 'currentOutput',
  number: 'index',
  to: 'mediaSource.output',
  invoke: 'selectOutput',
  field: 'index',
};

const targets: Numbered = {
  list: 'targetList',
  current: 'currentTarget',
  number: 'identifier',
  to: 'mediaSource.app',
  all: 'mediaSource.apps',
  invoke: 'navigateTarget',
  field: 'target',
};

/** A channel by the two numbers that every channel has; its name is for people (Matter application clusters, section 6.6). */
function channelOf(channel: Fields): Choice {
  const id = `${String(channel['majorNumber'])}.${String(channel['minorNumber'])}`;
  const name = [channel['name'], channel['callSign']].find((one) => typeof one === 'string' && one !== '');
  return { id, label: typeof name === 'string' ? name : id };
}

function tune(id: unknown) {
  const [major, minor] = typeof id === 'string' ? id.split('.').map(Number) : [];
  if (!Number.isInteger(major) || !Number.isInteger(minor)) throw new CommandRejectedError('a channel is told by two numbers, as 5.1');
  return { invoke: 'changeChannelByNumber', fields: { majorNumber: major, minorNumber: minor } };
}

const skip = (count: number) => () => ({ invoke: 'skipChannel', fields: { count } });

const channel: ClusterMapping = {
  cluster: 'channel',
  attributes: [
    {
      to: 'mediaSource.channel',
      from: ['currentChannel'],
      read: ({ state }) => (isRecord(state['currentChannel']) ? channelOf(state['currentChannel']).id : null),
      narrow: ({ state }) => {
        const options = recordsIn(state['channelList']).map(channelOf);
        return options.length > 0 ? { options } : {};
      },
      write: tune,
    },
  ],
  commands: [
    { to: 'mediaSource.channelUp', needs: 'skipChannel', run: skip(1) },
    { to: 'mediaSource.channelDown', needs: 'skipChannel', run: skip(-1) },
  ],
  internal: { channelList: 'the options of the channel' },
  unused: {
    changeChannel: 'the numbers of a channel say the same without doubt',
    ...because('the guide and its recordings stand on the screen', 'getProgramGuide', 'recordProgram', 'cancelRecordProgram'),
  },
};

/** An app by its catalogue and its name there, as one id (section 6.4). */
function appOf(application: unknown): string | null {
  return isRecord(application) ? `${String(application['catalogVendorId'])}/${String(application['applicationId'])}` : null;
}

function application(id: unknown): { catalogVendorId: number; applicationId: string } {
  const [, catalog, name] = /^(\d+)\/(.+)$/s.exec(String(id)) ?? [];
  if (name === undefined) throw new CommandRejectedError('an app is told by its catalogue and its name there, as 123/org.example.app');
  return { catalogVendorId: Number(catalog), applicationId: name };
}

/** A platform for apps must be told which one; an app that stands for itself is the one that is meant. */
function launch(app: unknown, data: unknown, { features }: ClusterView) {
  return {
    invoke: 'launchApp',
    fields: {
      ...(features['applicationPlatform'] === true && { application: application(app) }),
      ...(typeof data === 'string' && { data: new TextEncoder().encode(data) }),
    },
  };
}

const applicationLauncher: ClusterMapping = {
  cluster: 'applicationLauncher',
  attributes: [
    {
      to: 'mediaSource.app',
      from: ['currentApp'],
      read: ({ state }) => (isRecord(state['currentApp']) ? appOf(state['currentApp']['application']) : null),
      write: (app, view) => launch(app, undefined, view),
    },
  ],
  commands: [{ to: 'mediaSource.launch', needs: 'launchApp', run: ({ app, data }, view) => launch(app, data, view) }],
  // Waiting for a person's yes, downloading and installing (section 6.4.5.1).
  pending: [3, 4, 5],
  internal: { catalogList: 'from whose catalogues it takes apps' },
  unused: because('another app or input takes its place', 'stopApp', 'hideApp'),
};

const applicationBasic: ClusterMapping = {
  cluster: 'applicationBasic',
  attributes: [
    attribute('vendorName', 'deviceInfo.maker', text),
    attribute('applicationName', 'deviceInfo.model', text),
    attribute('applicationVersion', 'deviceInfo.swVersion', text),
    { to: 'deviceInfo.modelId', from: ['application'], read: ({ state }) => appOf(state['application']) },
  ],
  internal: {
    ...because('an identifier of the maker', 'vendorId', 'productId'),
    allowedVendorList: 'whose products the app deals with',
  },
};

/** The clusters that choose what a screen or an amplifier shows (sections 6.3 to 6.6, 6.9 and 6.11). */
export const mediaSources: readonly ClusterMapping[] = [
  {
    cluster: 'mediaInput',
    attributes: numbered(inputs),
    unused: {
      ...because('a note on the screen that nobody asked for', 'showInputStatus', 'hideInputStatus'),
      renameInput: 'the names are given at the product',
    },
  },
  {
    cluster: 'audioOutput',
    attributes: numbered(outputs),
    internal: { outputList: 'the options of the output' },
    unused: { renameOutput: 'the names are given at the product' },
  },
  channel,
  // The screens of the product itself, where apps are told by the launcher.
  onPart(
    { id: 'screens', name: 'Screens', kind: 'part' },
    { cluster: 'targetNavigator', attributes: numbered(targets), unused: { targetUpdated: 'the attributes tell the same' } },
  ),
  applicationLauncher,
  applicationBasic,
];
