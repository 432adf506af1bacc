import { because, type ClusterMapping } from '../cluster-mapping.ts';
import { numberOf, recordsIn } from '../convert.ts';

/** What a controller may drive, by the cluster that it speaks to. */
const driven: Readonly<Record<number, string>> = {
  0x0003: 'identify',
  0x0005: 'scene',
  0x0006: 'switch',
  0x0008: 'level',
  0x0062: 'scene',
  0x0101: 'lock',
  0x0102: 'cover',
  0x0104: 'closure',
  0x0200: 'pump',
  0x0201: 'thermostat',
  0x0202: 'fan',
  0x0300: 'color',
  0x0556: 'chime',
};

function targetOf({ node, group, endpoint, cluster }: Readonly<Record<string, unknown>>) {
  const capability = driven[numberOf(cluster) ?? -1];
  return {
    ...(typeof node === 'bigint' || typeof node === 'number' ? { device: String(node) } : {}),
    ...(typeof group === 'number' && { group: String(group) }),
    ...(typeof endpoint === 'number' && { endpoint: String(endpoint) }),
    ...(capability !== undefined && { capability }),
  };
}

/**
 * Binding (Matter core specification, section 9.6). A target is told by the plugin's key of the device and the number of its endpoint. It
 * is only read: a binding without the target's consent, which stands in another product, drives nothing.
 */
const binding: ClusterMapping = {
  cluster: 'binding',
  attributes: [{ to: 'binding.targets', from: ['binding'], read: ({ state }) => recordsIn(state['binding']).map(targetOf) }],
};

/** Ecosystem Information (section 9.17): what another home's system calls the devices that it shares through a bridge. */
const ecosystemInformation: ClusterMapping = {
  cluster: 'ecosystemInformation',
  attributes: [
    {
      to: 'bridge.children',
      from: ['deviceDirectory'],
      read: ({ state }) =>
        recordsIn(state['deviceDirectory']).map(({ deviceName, bridgedEndpoint, originalEndpoint }) => ({
          id: String(bridgedEndpoint ?? originalEndpoint),
          ...(typeof deviceName === 'string' && { name: deviceName }),
        })),
    },
  ],
};

/** Fixed Label and User Label (sections 9.8 and 9.9): each pair is a tag of its endpoint. */
function labels(cluster: string): ClusterMapping {
  return {
    cluster,
    attributes: [],
    internal: { labelList: 'the tags of the endpoint' },
    tags: ({ state }) =>
      recordsIn(state['labelList']).flatMap(({ label, value }) => {
        const tag = `${String(label).trim().toLowerCase()}=${String(value).trim()}`;
        return /^[^\s=]+=.+$/.test(tag) ? [tag.slice(0, 128)] : [];
      }),
  };
}

const pin = 'a parent does it with a PIN, which no rule should hold';

/** Content Control (Matter application clusters, section 6.13): what children may see, which no capability names for now. */
const contentControl: ClusterMapping = {
  cluster: 'contentControl',
  attributes: [],
  unused: {
    ...because('what children may see is only read for now', 'enable', 'disable'),
    ...because(pin, 'updatePin', 'resetPin', 'addBonusTime', 'setScreenDailyTime', 'blockUnratedContent', 'unblockUnratedContent'),
    ...because(pin, 'setOnDemandRatingThreshold', 'setScheduledContentRatingThreshold', 'addBlockChannels', 'removeBlockChannels'),
    ...because(pin, 'addBlockApplications', 'removeBlockApplications', 'setBlockContentTimeWindow', 'removeBlockContentTimeWindow'),
    ...because('the screen itself tells who watches', 'remainingScreenTimeExpired', 'enteringBlockContentTimeWindow'),
  },
};

export const structure: readonly ClusterMapping[] = [
  binding,
  ecosystemInformation,
  labels('fixedLabel'),
  labels('userLabel'),
  contentControl,
];
