import type { Service } from '../discovery/service.ts';
import { firstOf, inName, txt, type Row } from './row.ts';

const shown = 'This hub shows it, but has no driver for it yet.';

/** What Apple calls its products → what they are. */
function appleMaker(service: Service): string | undefined {
  const model = firstOf(txt('am'), txt('model'), txt('rpmd'))(service);
  return model !== undefined && /^(AppleTV|AudioAccessory|AirPort|Mac|iMac|iPhone|iPad|MacBook)/.test(model) ? 'Apple' : undefined;
}

const airplay = {
  maker: firstOf(txt('manufacturer'), appleMaker),
  kind: 'media player',
  protocol: 'airplay',
} as const;

export const mediaRows: readonly Row[] = [
  {
    type: '_airplay._tcp',
    ...airplay,
    model: txt('model'),
    mac: txt('deviceid'),
    says: `It plays what AirPlay sends. ${shown}`,
  },
  {
    type: '_raop._tcp',
    ...airplay,
    model: txt('am'),
    mac: inName(/^([0-9A-F]{12})@/i),
    says: `It plays sound over AirPlay. ${shown}`,
  },
  { type: '_appletv-v2._tcp', maker: 'Apple', kind: 'media player', protocol: 'airplay', says: `An Apple TV. ${shown}` },
  { type: '_mediaremotetv._tcp', maker: 'Apple', kind: 'media player', protocol: 'airplay', says: `An Apple TV. ${shown}` },
  {
    type: '_touch-able._tcp',
    maker: 'Apple',
    kind: 'media player',
    protocol: 'airplay',
    says: `It is controlled by Apple's remote. ${shown}`,
  },
  { type: '_companion-link._tcp', maker: 'Apple', model: txt('rpmd'), kind: 'Apple product', says: 'An Apple product.', companion: true },
  {
    type: '_googlecast._tcp',
    maker: firstOf(txt('manufacturer'), googleMaker),
    model: txt('md'),
    kind: 'media player',
    protocol: 'googlecast',
    identity: txt('id'),
    says: `It plays what is cast to it. ${shown}`,
  },
  {
    type: '_googlezone._tcp',
    maker: 'Google',
    kind: 'speaker group',
    protocol: 'googlecast',
    says: 'A group of Google speakers.',
    companion: true,
  },
  {
    type: '_androidtvremote2._tcp',
    kind: 'television',
    protocol: 'androidtv',
    mac: txt('bt'),
    says: `A television or box with Android TV. ${shown}`,
  },
  { type: '_androidtvremote._tcp', kind: 'television', protocol: 'androidtv', says: `A television or box with Android TV. ${shown}` },
  {
    type: '_sonos._tcp',
    maker: 'Sonos',
    kind: 'speaker',
    protocol: 'sonos',
    mac: inName(/^Sonos-([0-9A-F]{12})/i),
    says: `A Sonos speaker. ${shown}`,
  },
  {
    type: '_soundtouch._tcp',
    maker: 'Bose',
    model: txt('MODEL'),
    mac: txt('MAC'),
    kind: 'speaker',
    protocol: 'soundtouch',
    says: `A Bose speaker. ${shown}`,
  },
  {
    type: '_heos-audio._tcp',
    maker: 'Denon',
    model: txt('model'),
    kind: 'speaker',
    protocol: 'heos',
    says: `A Denon or Marantz product with HEOS. ${shown}`,
  },
  { type: '_spotify-connect._tcp', kind: 'media player', protocol: 'spotify', says: `It plays Spotify. ${shown}`, companion: true },
  { type: '_tidalconnect._tcp', kind: 'media player', protocol: 'tidal', says: `It plays Tidal. ${shown}`, companion: true },
  { type: '_musc._tcp', maker: 'Bluesound', kind: 'speaker', protocol: 'bluos', says: `A speaker with BluOS. ${shown}` },
  { type: '_linkplay._tcp', kind: 'speaker', protocol: 'linkplay', mac: txt('mac'), says: `A Wi-Fi speaker with LinkPlay. ${shown}` },
  { type: '_bangolufsen._tcp', maker: 'Bang & Olufsen', kind: 'speaker', protocol: 'mozart', says: `A Bang & Olufsen product. ${shown}` },
  { type: '_beoremote._tcp', maker: 'Bang & Olufsen', kind: 'speaker', says: `A Bang & Olufsen product. ${shown}` },
  { type: '_devialet-http._tcp', maker: 'Devialet', kind: 'speaker', protocol: 'devialet', says: `A Devialet speaker. ${shown}` },
  {
    type: '_stream-magic._tcp',
    maker: 'Cambridge Audio',
    kind: 'media player',
    protocol: 'streammagic',
    says: `A network player. ${shown}`,
  },
  { type: '_smoip._tcp', maker: 'Cambridge Audio', kind: 'media player', protocol: 'streammagic', says: `A network player. ${shown}` },
  { type: '_rio._tcp', maker: 'Russound', kind: 'audio receiver', protocol: 'rio', says: `A Russound controller. ${shown}` },
  { type: '_rsp._tcp', maker: 'Roku', kind: 'media player', protocol: 'roku', says: `A Roku player. ${shown}` },
  { type: '_roku-rcp._tcp', maker: 'Roku', kind: 'media player', protocol: 'roku', says: `A Roku player. ${shown}` },
  { type: '_viziocast._tcp', maker: 'Vizio', kind: 'television', protocol: 'vizio', says: `A Vizio television. ${shown}` },
  { type: '_philipstv_rpc._tcp', maker: 'Philips', kind: 'television', protocol: 'jointspace', says: `A Philips television. ${shown}` },
  { type: '_philipstv_s_rpc._tcp', maker: 'Philips', kind: 'television', protocol: 'jointspace', says: `A Philips television. ${shown}` },
  { type: '_amzn-wplay._tcp', maker: 'Amazon', model: txt('mv'), kind: 'media player', says: `A Fire TV or Echo. ${shown}` },
  { type: '_amzn-alexa._tcp', maker: 'Amazon', kind: 'speaker', says: `An Echo. ${shown}` },
  { type: '_xbmc-jsonrpc-h._tcp', kind: 'media player', maker: 'Kodi', protocol: 'kodi', says: `A player with Kodi. ${shown}` },
  { type: '_xbmc-jsonrpc._tcp', kind: 'media player', maker: 'Kodi', protocol: 'kodi', says: `A player with Kodi. ${shown}` },
  { type: '_plexmediasvr._tcp', maker: 'Plex', kind: 'media server', protocol: 'plex', says: 'A media server.' },
  {
    type: '_volumio._tcp',
    maker: 'Volumio',
    kind: 'media player',
    protocol: 'volumio',
    identity: txt('UUID'),
    says: `A network player. ${shown}`,
  },
  { type: '_musicassistant._tcp', maker: 'Music Assistant', kind: 'media server', says: 'A media server.' },
  {
    type: '_snapcast._tcp',
    maker: 'Snapcast',
    kind: 'media server',
    protocol: 'snapcast',
    says: `It plays sound in several rooms. ${shown}`,
  },
  { type: '_mpd._tcp', kind: 'media player', protocol: 'mpd', says: `A music player. ${shown}` },
  { type: '_wyoming._tcp', kind: 'voice satellite', protocol: 'wyoming', says: `It listens and speaks for a voice assistant. ${shown}` },
  { type: '_daap._tcp', kind: 'media server', says: 'A music library.', companion: true },
  { type: '_dacp._tcp', kind: 'media player', says: 'A remote-controlled music player.', companion: true },
  { type: '_nvstream._tcp', maker: 'Nvidia', kind: 'not a home device', says: 'A computer that streams games.' },
];

function googleMaker(service: Service): string | undefined {
  return /^(Chromecast|Google|Nest)/.test(txt('md')(service) ?? '') ? 'Google' : undefined;
}
