import { Type } from 'typebox';
import { choice, flag, listOf, measured, oneOf, percentage, text } from '../model/attribute.ts';
import { defineCapability } from '../model/capability.ts';
import { ModeOption } from '../device/descriptor.ts';
import { closed, id, named, optional, seconds, thing, words } from './shapes.ts';

const uri = Type.String({ title: 'Address', minLength: 1, maxLength: 8192 });

export const mediaPlayer = defineCapability({
  id: 'mediaPlayer',
  title: 'Media player',
  description: 'Plays music, films and radio.',
  tags: ['domain=media', 'role=actuator'],
  // The music would jump back.
  isSetRepeatable: false,
  attributes: {
    state: oneOf(['playing', 'paused', 'idle', 'buffering', 'off'], 'State'),
    position: measured('duration', 'Position', { writable: true, minimum: 0 }),
    duration: measured('duration', 'Length', { minimum: 0 }),
    title: text('Title', { maxLength: 1000 }),
    artist: text('Artist', { maxLength: 1000 }),
    album: text('Album', { maxLength: 1000 }),
    image: text('Picture', { maxLength: 8192, description: 'An address that the hub can fetch.' }),
    shuffle: flag('Shuffle', { writable: true }),
    repeat: oneOf(['off', 'one', 'all'], 'Repeat', { writable: true }),
  },
  commands: {
    play: { title: 'Play', expects: { state: 'playing' }, repeatable: true },
    pause: { title: 'Pause', expects: { state: 'paused' }, repeatable: true },
    stop: { title: 'Stop', expects: { state: 'idle' }, repeatable: true },
    next: { title: 'Next' },
    previous: { title: 'Previous' },
    seek: { title: 'Go to', args: closed({ to: seconds('Position') }) },
    playMedia: {
      title: 'Play this',
      args: closed({ uri, announce: optional(Type.Boolean({ title: 'Announcement: what plays goes on afterwards' })) }),
    },
  },
  events: {
    trackChanged: { title: 'Next track', payload: closed({ title: optional(words('Title')), artist: optional(words('Artist')) }) },
    ended: { title: 'Ended' },
  },
  examples: [
    {
      title: 'A song',
      values: {
        state: 'playing',
        position: 61.5,
        duration: 215,
        title: 'Take Five',
        artist: 'The Dave Brubeck Quartet',
        album: 'Time Out',
        shuffle: false,
        repeat: 'off',
      },
    },
    { title: 'A radio station', command: 'playMedia', args: { uri: 'https://radio.example/stream.mp3' } },
    { title: 'The next one', event: 'trackChanged', payload: { title: 'Blue Rondo à la Turk' } },
  ],
});

/** Inputs, outputs, apps and channels are the product's own lists. */
export const mediaSource = defineCapability({
  id: 'mediaSource',
  title: 'Source',
  description: 'What a screen or an amplifier shows or plays: an input, an app, a channel.',
  tags: ['domain=media', 'role=actuator'],
  attributes: {
    source: choice('Source', { writable: true }),
    sources: listOf(ModeOption, 'Sources', { category: 'diagnostic' }),
    output: choice('Output', { writable: true }),
    app: choice('App', { writable: true }),
    apps: listOf(ModeOption, 'Apps', { category: 'diagnostic' }),
    channel: choice('Channel', { writable: true }),
  },
  commands: {
    launch: { title: 'Start an app', args: closed({ app: id('App'), data: optional(words('What it shall open')) }) },
    channelUp: { title: 'Next channel' },
    channelDown: { title: 'Previous channel' },
  },
  examples: [
    {
      title: 'A television on its first input',
      values: {
        source: 'hdmi1',
        sources: [
          { id: 'hdmi1', label: 'Console' },
          { id: 'tv', label: 'Antenna' },
        ],
      },
    },
    { title: 'A film', command: 'launch', args: { app: 'films' } },
  ],
});

export const speaker = defineCapability({
  id: 'speaker',
  title: 'Speaker',
  description: 'How loud something plays.',
  tags: ['domain=media', 'role=actuator'],
  attributes: {
    volume: percentage('Volume', { writable: true }),
    muted: flag('Muted', { writable: true }),
    soundMode: choice('Sound mode', { writable: true }),
    group: listOf(id('Speaker'), 'Plays together with', { writable: true }),
  },
  commands: { step: { title: 'Louder or softer', args: closed({ direction: named(['up', 'down'], 'Direction') }) } },
  examples: [
    { title: 'Music for dinner', values: { volume: 22, muted: false, group: ['kitchen', 'dining'] } },
    { title: 'Louder', command: 'step', args: { direction: 'up' } },
  ],
});

/** A display or a voice that can tell people something. */
export const notifier = defineCapability({
  id: 'notifier',
  title: 'Messages',
  description: 'Shows or says a message to people.',
  tags: ['domain=media', 'role=service', 'of=person'],
  attributes: {
    active: listOf(thing({ id: id('Message'), message: optional(words('Text')), priority: optional(words('Priority')) }), 'Messages shown'),
  },
  commands: {
    show: {
      title: 'Show',
      args: closed({
        message: Type.String({ title: 'Text', minLength: 1, maxLength: 10_000 }),
        priority: optional(named(['low', 'medium', 'high', 'critical'], 'Priority')),
        replies: optional(Type.Array(words('Reply'), { title: 'Replies', maxItems: 16 })),
      }),
    },
    announce: { title: 'Say', args: closed({ text: Type.String({ title: 'Text', minLength: 1, maxLength: 10_000 }) }) },
    cancel: { title: 'Take back', args: closed({ id: id('Message') }), repeatable: true },
  },
  events: {
    shown: { title: 'Shown', payload: closed({ id: optional(id('Message')) }) },
    answered: { title: 'Answered', payload: closed({ id: optional(id('Message')), reply: optional(words('Reply')) }) },
  },
  examples: [
    { title: 'A screen with one message', values: { active: [{ id: '1', message: 'The laundry is done', priority: 'low' }] } },
    { title: 'Ask something', command: 'show', args: { message: 'Close the garage?', priority: 'high', replies: ['Yes', 'No'] } },
    { title: 'Somebody said yes', event: 'answered', payload: { id: '2', reply: 'Yes' } },
  ],
});
