import { CommandRejectedError } from '@concord/sdk';
import { because, feature, writable, type AttributeMapping, type ClusterMapping } from '../cluster-mapping.ts';
import { flag, isRecord, named, numberArgument, numberOf, per, recordsIn } from '../convert.ts';

type Fields = Readonly<Record<string, unknown>>;

const usages: readonly string[] = ['internal', 'recording', 'analysis', 'liveView'];
const videoCodecs: readonly string[] = ['H.264', 'HEVC', 'VVC', 'AV1'];
const imageCodecs: readonly string[] = ['JPEG', 'HEIC'];
const audioCodecs: readonly string[] = ['Opus', 'AAC-LC'];

/** Attribute with the streams of a kind → the fields that tell one of them (Matter application clusters, section 11.2). */
const streamLists: readonly {
  readonly from: string;
  readonly id: string;
  readonly kind: string;
  readonly codec: string;
  readonly names: readonly string[];
}[] = [
  { from: 'allocatedVideoStreams', id: 'videoStreamId', kind: 'video', codec: 'videoCodec', names: videoCodecs },
  { from: 'allocatedSnapshotStreams', id: 'snapshotStreamId', kind: 'snapshot', codec: 'imageCodec', names: imageCodecs },
  { from: 'allocatedAudioStreams', id: 'audioStreamId', kind: 'audio', codec: 'audioCodec', names: audioCodecs },
];

function streamsOf(state: Fields) {
  return streamLists.flatMap(({ from, id, kind, codec, names }) =>
    recordsIn(state[from]).map((stream) => {
      const size = isRecord(stream['maxResolution']) ? stream['maxResolution'] : {};
      const [width, height] = [numberOf(size['width']), numberOf(size['height'])];
      const usage = usages[numberOf(stream['streamUsage']) ?? -1];
      const codecName = names[numberOf(stream[codec]) ?? -1];
      return {
        id: `${kind}-${String(stream[id])}`,
        kind: usage === undefined ? kind : `${kind}, ${usage}`,
        ...(codecName !== undefined && { codec: codecName }),
        ...(typeof width === 'number' && width > 0 && { width }),
        ...(typeof height === 'number' && height > 0 && { height }),
      };
    }),
  );
}

/** The list stands at the first of its attributes that the camera has. */
const streams: readonly AttributeMapping[] = streamLists.map(({ from }, index) => ({
  to: 'camera.streams',
  from: [from, ...streamLists.map((list) => list.from).filter((other) => other !== from)],
  when: ({ state }) => streamLists.slice(0, index).every((list) => state[list.from] === undefined),
  read: ({ state }) => streamsOf(state),
}));

/** The two switches of a picture that can be turned over, by the name of what they make of it. */
const flips: Readonly<Record<string, Readonly<Record<string, boolean>>>> = {
  none: { imageFlipHorizontal: false, imageFlipVertical: false },
  horizontal: { imageFlipHorizontal: true, imageFlipVertical: false },
  vertical: { imageFlipHorizontal: false, imageFlipVertical: true },
  both: { imageFlipHorizontal: true, imageFlipVertical: true },
};
const flipSwitches = Object.keys(flips['none'] ?? {});

const has = (state: Fields, name: string) => state[name] !== undefined;

/** What a camera with these switches can do: one that lacks a switch leaves it as if it were off. */
function flipsOf(state: Fields): [name: string, switches: Readonly<Record<string, boolean>>][] {
  return Object.entries(flips).filter(([, switches]) => flipSwitches.every((name) => has(state, name) || switches[name] === false));
}

function flip(from: string, when: (state: Fields) => boolean): AttributeMapping {
  return {
    to: 'cameraSettings.flip',
    from: [from, ...flipSwitches.filter((name) => name !== from)],
    when: ({ state }) => when(state),
    read: ({ state }) =>
      flipsOf(state).find(([, switches]) => flipSwitches.every((name) => (state[name] === true) === switches[name]))?.[0] ?? null,
    narrow: ({ state }) => ({ options: flipsOf(state).map(([id]) => ({ id })) }),
    write: (value, { state }) => {
      const wanted = flipsOf(state).find(([name]) => name === value)?.[1];
      if (!wanted)
        throw new CommandRejectedError(
          `the value must be one of ${flipsOf(state)
            .map(([name]) => name)
            .join(', ')}`,
        );
      return { write: Object.fromEntries(Object.entries(wanted).filter(([name]) => has(state, name))) };
    },
  };
}

/** A volume between the device's own least and greatest, as a share. */
function volume(from: string, minimum: string, maximum: string, to: string): AttributeMapping {
  const range = (state: Fields) => ({ low: numberOf(state[minimum]) ?? 0, high: numberOf(state[maximum]) ?? 254 });
  return {
    to,
    from: [from, minimum, maximum],
    read: ({ state }) => {
      const { low, high } = range(state);
      const value = numberOf(state[from]);
      if (typeof value !== 'number') return value;
      return high > low ? Math.min(100, Math.max(0, Math.round(((value - low) * 1000) / (high - low)) / 10)) : 100;
    },
    narrow: () => ({ minimum: 0, maximum: 100 }),
    write: (percent, { state }) => {
      const { low, high } = range(state);
      return { write: { [from]: Math.round(low + (numberArgument(percent, 'the volume') * (high - low)) / 100) } };
    },
  };
}

const picture = 'a picture goes to a viewer, and a command has nothing to hand it over';

/** Camera AV Stream Management (Matter application clusters, section 11.2). */
export const cameraAvStreamManagement: ClusterMapping = {
  cluster: 'cameraAvStreamManagement',
  attributes: [
    ...streams,
    writable('softLivestreamPrivacyModeEnabled', 'cameraSettings.privacy', flag),
    writable('nightVision', 'cameraSettings.nightVision', named({ 0: 'off', 1: 'on', 2: 'auto' })),
    writable('statusLightEnabled', 'cameraSettings.statusLight', flag),
    writable('imageRotation', 'cameraSettings.rotation', per(1), { narrow: () => ({ minimum: 0, maximum: 359, step: 1 }) }),
    writable('imageRotationDiscreteAngles', 'cameraSettings.rotation', per(1), {
      narrow: () => ({ minimum: 0, maximum: 359, step: 1 }),
      when: ({ state }) => state['imageRotation'] === undefined,
    }),
    flip('imageFlipHorizontal', () => true),
    flip('imageFlipVertical', (state) => !has(state, 'imageFlipHorizontal')),
    writable('microphoneMuted', 'cameraSettings.microphoneMuted', flag),
    writable('speakerMuted', 'speaker.muted', flag),
    volume('speakerVolumeLevel', 'speakerMinLevel', 'speakerMaxLevel', 'speaker.volume'),
    writable('localVideoRecordingEnabled', 'recording.recording', flag, { when: feature('localStorage') }),
  ],
  internal: {
    ...because(
      'a description of the hardware',
      'maxConcurrentEncoders',
      'maxEncodedPixelRate',
      'videoSensorParams',
      'nightVisionUsesInfrared',
    ),
    ...because(
      'a description of the hardware',
      'microphoneCapabilities',
      'speakerCapabilities',
      'twoWayTalkSupport',
      'snapshotCapabilities',
    ),
    ...because(
      'a limit of the streams',
      'minViewportResolution',
      'rateDistortionTradeOffPoints',
      'maxContentBufferSize',
      'maxNetworkBandwidth',
    ),
    ...because(
      'a matter between the camera and its viewers',
      'supportedStreamUsages',
      'streamUsagePriorities',
      'viewport',
      'currentFrameRate',
    ),
  },
  unused: {
    ...because(picture, 'captureSnapshot', 'snapshotStreamAllocate', 'snapshotStreamModify', 'snapshotStreamDeallocate'),
    ...because('a viewer asks for the stream that it shows', 'videoStreamAllocate', 'videoStreamModify', 'videoStreamDeallocate'),
    ...because('a viewer asks for the stream that it shows', 'audioStreamAllocate', 'audioStreamDeallocate', 'setStreamPriorities'),
  },
};
