/** What a parlour is heard and seen by: a screen, a chime and a lamp. */
import { Endpoint, type MaybePromise } from '@matter/main';
import { ChannelServer } from '@matter/main/behaviors/channel';
import { ChimeServer } from '@matter/main/behaviors/chime';
import { KeypadInputServer } from '@matter/main/behaviors/keypad-input';
import { MediaInputServer } from '@matter/main/behaviors/media-input';
import { MediaPlaybackServer } from '@matter/main/behaviors/media-playback';
import { MessagesServer } from '@matter/main/behaviors/messages';
import type { Channel } from '@matter/main/clusters/channel';
import type { Chime } from '@matter/main/clusters/chime';
import { KeypadInput } from '@matter/main/clusters/keypad-input';
import { MediaInput } from '@matter/main/clusters/media-input';
import { MediaPlayback } from '@matter/main/clusters/media-playback';
import type { Messages } from '@matter/main/clusters/messages';
import { BasicVideoPlayerDevice } from '@matter/main/devices/basic-video-player';
import { ChimeDevice } from '@matter/main/devices/chime';
import { DimmableLightDevice } from '@matter/main/devices/dimmable-light';
import { say } from '../../../demo/host.ts';

/** 2026-06-01T12:00:00Z, in microseconds since 1970. */
const start = 1_780_315_200_000_000;
const done = { status: MediaPlayback.Status.Success };

class Player extends MediaPlaybackServer.with('AdvancedSeek') {
  override play() {
    this.state.currentState = MediaPlayback.PlaybackState.Playing;
    return done;
  }

  override pause() {
    return { status: MediaPlayback.Status.NotAllowed };
  }

  override stop() {
    this.state.currentState = MediaPlayback.PlaybackState.NotPlaying;
    return done;
  }

  override seek({ position }: MediaPlayback.SeekRequest) {
    this.state.sampledPosition = { updatedAt: start, position };
    return done;
  }
}

class Keys extends KeypadInputServer.with('NavigationKeyCodes') {
  override sendKey({ keyCode }: KeypadInput.SendKeyRequest) {
    say({ event: 'key', keyCode });
    return { status: KeypadInput.Status.Success };
  }
}

class Inputs extends MediaInputServer {
  override selectInput({ index }: MediaInput.SelectInputRequest): MaybePromise {
    this.state.currentInput = index;
  }

  override showInputStatus(): MaybePromise {}

  override hideInputStatus(): MaybePromise {}
}

class Tuner extends ChannelServer.with('ChannelList') {
  override changeChannelByNumber({ majorNumber, minorNumber }: Channel.ChangeChannelByNumberRequest): MaybePromise {
    this.state.currentChannel = { majorNumber, minorNumber };
  }

  override skipChannel(): MaybePromise {}
}

class Board extends MessagesServer.with('ConfirmationResponse', 'ReceivedConfirmation') {
  override presentMessagesRequest({
    messageId,
    priority,
    messageControl,
    messageText,
    responses,
  }: Messages.PresentMessagesRequest): MaybePromise {
    const { fabric: fabricIndex } = this.context;
    if (fabricIndex === undefined) return;
    this.state.messages.push({
      messageId,
      priority,
      messageControl,
      startTime: null,
      duration: null,
      messageText,
      ...(responses && { responses }),
      fabricIndex,
    });
    this.state.activeMessageIDs.push(messageId);
  }

  override cancelMessagesRequest(): MaybePromise {
    this.state.messages = [];
    this.state.activeMessageIDs = [];
  }
}

class Bell extends ChimeServer {
  override playChimeSound({ chimeId }: Chime.PlayChimeSoundRequest): MaybePromise {
    say({ event: 'chime', chimeId });
  }
}

export const screen = new Endpoint(BasicVideoPlayerDevice.with(Player, Keys, Inputs, Tuner, Board), {
  id: 'screen',
  mediaPlayback: {
    currentState: MediaPlayback.PlaybackState.Paused,
    startTime: null,
    duration: 5_400_000,
    sampledPosition: { updatedAt: start, position: 61_500 },
    playbackSpeed: 0,
    seekRangeEnd: null,
    seekRangeStart: null,
  },
  mediaInput: {
    inputList: [
      { index: 1, inputType: MediaInput.InputType.Hdmi, name: 'HDMI 1', description: '' },
      { index: 2, inputType: MediaInput.InputType.Hdmi, name: 'HDMI 2', description: '' },
    ],
    currentInput: 1,
  },
  channel: { channelList: [{ majorNumber: 5, minorNumber: 1, name: 'News' }], currentChannel: null },
  messages: { messages: [], activeMessageIDs: [] },
});

export const chime = new Endpoint(ChimeDevice.with(Bell), {
  id: 'chime',
  chime: { installedChimeSounds: [{ chimeId: 3, name: 'Ding' }], selectedChime: 3, enabled: true },
});

export const lamp = new Endpoint(DimmableLightDevice, { id: 'lamp' });
