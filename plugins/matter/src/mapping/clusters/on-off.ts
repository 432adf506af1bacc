import { CommandRejectedError } from '@concord/sdk';
import { attribute, because, commanded, deviceType, feature, type ClusterMapping, type Operation } from '../cluster-mapping.ts';
import { clamp, flag, named, numberArgument, per } from '../convert.ts';

const isSpeaker = deviceType('Speaker');
const isLighting = feature('lighting');

/** Tenths of a second (section 1.5.7.6). */
const longestTime = 65_534;
const startUp = named({ 0: 'off', 1: 'on', 2: 'toggle' });

/** On for a while, and then off. */
function timed(duration: unknown): Operation {
  return {
    invoke: 'onWithTimedOff',
    fields: {
      onOffControl: { acceptOnlyWhenOn: false },
      onTime: clamp(Math.round(numberArgument(duration, 'duration') * 10), 0, longestTime),
      offWaitTime: 0,
    },
  };
}

/** On/Off (Matter application clusters, section 1.5). On a speaker it means "not muted". */
export const onOff: ClusterMapping = {
  cluster: 'onOff',
  attributes: [
    commanded('onOff', 'switch.on', flag, (on) => ({ invoke: on ? 'on' : 'off' }), { when: (view) => !isSpeaker(view) }),
    {
      to: 'speaker.muted',
      from: ['onOff'],
      read: ({ state }) => (typeof state['onOff'] === 'boolean' ? !state['onOff'] : undefined),
      write: (muted) => ({ invoke: flag.write(muted) ? 'off' : 'on' }),
      when: isSpeaker,
    },
    {
      to: 'powerOnBehavior.state',
      from: ['startUpOnOff'],
      // Null is "as it was before" (section 1.5.6.6), which has a name here.
      read: ({ state }) => (state['startUpOnOff'] === null ? 'previous' : startUp.read(state['startUpOnOff'])),
      write: (value) => ({ write: { startUpOnOff: value === 'previous' ? null : startUp.write(value) } }),
      narrow: () => ({ options: ['off', 'on', 'toggle', 'previous'].map((id) => ({ id })) }),
    },
    attribute('onTime', 'countdown.remaining', per(10)),
  ],
  commands: [
    { to: 'switch.toggle', run: () => ({ invoke: 'toggle' }), when: (view) => !isSpeaker(view) },
    {
      to: 'switch.onFor',
      run: ({ duration }) => timed(duration),
      when: (view) => isLighting(view) && !isSpeaker(view),
    },
    {
      to: 'countdown.start',
      run: ({ duration, endState }) => {
        if (endState === 'on') throw new CommandRejectedError('it can only be switched off after a while');
        return timed(duration);
      },
      when: isLighting,
    },
  ],
  internal: { globalSceneControl: 'bookkeeping of scenes', offWaitTime: 'bookkeeping of timed commands' },
  unused: because('the scene and the transition of a light are set as such', 'offWithEffect', 'onWithRecallGlobalScene'),
};
