import { CommandRejectedError } from '@concord/sdk';
import { attribute, because, feature, verb, type ClusterMapping } from '../cluster-mapping.ts';
import { isRecord, named, numberArgument, per } from '../convert.ts';

/** Matter counts the time of a film in milliseconds. */
const perThousand = per(1000);
const canSeek = feature('advancedSeek');

function seek(to: unknown) {
  return { invoke: 'seek', fields: { position: perThousand.write(numberArgument(to, 'the position')) } };
}

/** Media Playback (Matter application clusters, section 6.10). */
export const mediaPlayback: ClusterMapping = {
  cluster: 'mediaPlayback',
  attributes: [
    attribute('currentState', 'mediaPlayer.state', named({ 0: 'playing', 1: 'paused', 2: 'idle', 3: 'buffering' })),
    attribute('duration', 'mediaPlayer.duration', perThousand),
    {
      to: 'mediaPlayer.position',
      from: ['sampledPosition'],
      read: ({ state }) => (isRecord(state['sampledPosition']) ? perThousand.read(state['sampledPosition']['position']) : null),
      narrow: (view) => ({ writable: canSeek(view), minimum: 0 }),
      write: seek,
    },
  ],
  commands: [
    verb('mediaPlayer.play', 'play'),
    verb('mediaPlayer.pause', 'pause'),
    verb('mediaPlayer.stop', 'stop'),
    verb('mediaPlayer.next', 'next'),
    verb('mediaPlayer.previous', 'previous'),
    { to: 'mediaPlayer.seek', needs: 'seek', run: ({ to }) => seek(to) },
  ],
  internal: because('the range of the position, which the length tells', 'seekRangeStart', 'seekRangeEnd', 'startTime'),
  unused: {
    stateChanged: 'the attributes tell the same',
    startOver: 'seeking to 0 does the same',
    ...because('seeking does the same', 'skipForward', 'skipBackward'),
    ...because('the keys of a remote control do the same', 'rewind', 'fastForward'),
    ...because('languages and subtitles are chosen on the screen', 'activateAudioTrack', 'activateTextTrack', 'deactivateTextTrack'),
  },
};

/** Content Launcher (section 6.7). */
export const contentLauncher: ClusterMapping = {
  cluster: 'contentLauncher',
  attributes: [],
  commands: [
    {
      to: 'mediaPlayer.playMedia',
      needs: 'launchUrl',
      run: ({ uri, announce }) => {
        if (announce === true) throw new CommandRejectedError('it can play this, but not announce it and go on afterwards');
        return { invoke: 'launchUrl', fields: { contentUrl: uri } };
      },
    },
  ],
  internal: because('what kinds of address it takes', 'acceptHeader', 'supportedStreamingProtocols'),
  unused: { launchContent: 'a search is made on the screen, where its results are seen' },
};
