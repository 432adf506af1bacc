import { svg, type SVGTemplateResult } from 'lit';

/** Our own line icons on a grid of 24; strokes take the colour of the text. */
const paths = {
  home: svg`<path d="M4 11.2 12 4.5l8 6.7V18a1.8 1.8 0 0 1-1.8 1.8H5.8A1.8 1.8 0 0 1 4 18z"/><path d="M9.8 19.6v-5h4.4v5"/>`,
  rules: svg`<circle cx="6" cy="6.5" r="2.2"/><circle cx="18" cy="12" r="2.2"/><circle cx="6" cy="17.5" r="2.2"/><path d="M8.2 6.5h3.3c2 0 2 5.5 4.3 5.5M8.2 17.5h3.3c2 0 2-5.5 4.3-5.5"/>`,
  discover: svg`<circle cx="12" cy="12" r="1.8"/><path d="M8.2 15.8a5.4 5.4 0 0 1 0-7.6M15.8 8.2a5.4 5.4 0 0 1 0 7.6M5.4 18.6a9.3 9.3 0 0 1 0-13.2M18.6 5.4a9.3 9.3 0 0 1 0 13.2"/>`,
  people: svg`<circle cx="9" cy="8" r="3.3"/><path d="M3 19.2c.4-3.5 2.8-5.4 6-5.4s5.6 1.9 6 5.4M15.4 5a3.3 3.3 0 0 1 0 6M17.6 14.3c2 .6 3.2 2.3 3.5 4.9"/>`,
  plugins: svg`<path d="M9.5 4.5a2 2 0 0 1 4 0V6h3.7A1.8 1.8 0 0 1 19 7.8v3h-1.3a2.2 2.2 0 0 0 0 4.4H19v2.5a1.8 1.8 0 0 1-1.8 1.8H6.8A1.8 1.8 0 0 1 5 17.7V7.8A1.8 1.8 0 0 1 6.8 6h2.7z"/>`,
  settings: svg`<circle cx="12" cy="12" r="2.9"/><path d="M12 3.5v2.3M12 18.2v2.3M3.5 12h2.3M18.2 12h2.3M6 6l1.6 1.6M16.4 16.4 18 18M18 6l-1.6 1.6M7.6 16.4 6 18"/>`,
  back: svg`<path d="m14.5 5.5-6.5 6.5 6.5 6.5"/>`,
  next: svg`<path d="m9.5 5.5 6.5 6.5-6.5 6.5"/>`,
  down: svg`<path d="m5.5 9.5 6.5 6.5 6.5-6.5"/>`,
  up: svg`<path d="m5.5 14.5 6.5-6.5 6.5 6.5"/>`,
  close: svg`<path d="m6.5 6.5 11 11M17.5 6.5l-11 11"/>`,
  plus: svg`<path d="M12 5.5v13M5.5 12h13"/>`,
  minus: svg`<path d="M5.5 12h13"/>`,
  check: svg`<path d="m5 12.5 4.7 4.7L19.5 7.5"/>`,
  more: svg`<path d="M5.5 12h.01M12 12h.01M18.5 12h.01" stroke-width="2.8"/>`,
  search: svg`<circle cx="11" cy="11" r="6"/><path d="m15.5 15.5 4.5 4.5"/>`,
  trash: svg`<path d="M5 7h14M10 7V5h4v2M7 7l.8 12h8.4L17 7M10.5 10.5v5.5M13.5 10.5v5.5"/>`,
  edit: svg`<path d="m5 19 .9-3.9L15.8 5.2a1.7 1.7 0 0 1 2.4 0l.6.6a1.7 1.7 0 0 1 0 2.4l-9.9 9.9z"/>`,
  play: svg`<path d="M8 5.5v13l10.5-6.5z"/>`,
  stop: svg`<rect x="6.5" y="6.5" width="11" height="11" rx="2"/>`,
  clock: svg`<circle cx="12" cy="12" r="8"/><path d="M12 7.5V12l3 2"/>`,
  bolt: svg`<path d="M13 3.5 6 13.5h5l-1 7 7-10h-5z"/>`,
  bell: svg`<path d="M6.5 16.5V11a5.5 5.5 0 0 1 11 0v5.5l1.5 1.5H5zM10 20.5h4"/>`,
  alert: svg`<path d="M12 4 3.5 19h17zM12 10v4.2M12 16.7h.01"/>`,
  info: svg`<circle cx="12" cy="12" r="8"/><path d="M12 11.3v4.7M12 8.2h.01"/>`,
  offline: svg`<path d="M4 4.5 20 20M5 11.8a10 10 0 0 1 3.5-2.3M12 8.7a10 10 0 0 1 7 3.1M8.2 15a5.5 5.5 0 0 1 5-1.5M12 18.5h.01"/>`,
  sun: svg`<circle cx="12" cy="12" r="3.8"/><path d="M12 3.5v1.8M12 18.7v1.8M3.5 12h1.8M18.7 12h1.8M6 6l1.3 1.3M16.7 16.7 18 18M18 6l-1.3 1.3M7.3 16.7 6 18"/>`,
  moon: svg`<path d="M19.5 14.2A8 8 0 0 1 9.8 4.5a8 8 0 1 0 9.7 9.7z"/>`,
  copy: svg`<rect x="8.5" y="8.5" width="11" height="11" rx="2"/><path d="M15.5 8.5V6.3a1.8 1.8 0 0 0-1.8-1.8H6.3a1.8 1.8 0 0 0-1.8 1.8v7.4a1.8 1.8 0 0 0 1.8 1.8h2.2"/>`,
  logOut: svg`<path d="M10 4.5H6.3a1.8 1.8 0 0 0-1.8 1.8v11.4a1.8 1.8 0 0 0 1.8 1.8H10M15 8l4 4-4 4M19 12H9.5"/>`,
  scene: svg`<path d="M12 4.5 13.8 10l5.7 2-5.7 2L12 19.5 10.2 14l-5.7-2 5.7-2z"/>`,
  restart: svg`<path d="M19 12a7 7 0 1 1-2.2-5.1M19 4v4h-4"/>`,
  link: svg`<path d="M10 14a3.6 3.6 0 0 0 5.1 0l3-3a3.6 3.6 0 0 0-5.1-5.1l-1.2 1.2M14 10a3.6 3.6 0 0 0-5.1 0l-3 3a3.6 3.6 0 0 0 5.1 5.1l1.2-1.2"/>`,
  swap: svg`<path d="M4.5 9h13M14 5.5 17.5 9 14 12.5M19.5 15h-13M10 11.5 6.5 15l3.5 3.5"/>`,
  chart: svg`<path d="M4.5 5v12.7a1.8 1.8 0 0 0 1.8 1.8H19.5M8 14.5l3.5-4.5 3 2.5L19 7"/>`,
  door: svg`<path d="M7 20V5.8A1.3 1.3 0 0 1 8.3 4.5h7.4A1.3 1.3 0 0 1 17 5.8V20M4.5 20h15M14 12.3h.01"/>`,

  light: svg`<path d="M8.6 15.3a6 6 0 1 1 6.8 0c-.6.5-.9 1-.9 1.7H9.5c0-.7-.3-1.2-.9-1.7zM10 20h4"/>`,
  outlet: svg`<rect x="4.5" y="4.5" width="15" height="15" rx="4"/><path d="M9.5 10v3M14.5 10v3"/>`,
  switch: svg`<rect x="6.5" y="3.8" width="11" height="16.4" rx="3"/><path d="M12 7.8v4"/>`,
  lock: svg`<rect x="5.5" y="10.5" width="13" height="9.5" rx="2.5"/><path d="M8.5 10.5V8a3.5 3.5 0 0 1 7 0v2.5M12 14.3v2"/>`,
  unlock: svg`<rect x="5.5" y="10.5" width="13" height="9.5" rx="2.5"/><path d="M8.5 10.5V7.5a3.5 3.5 0 0 1 6.7-1.4M12 14.3v2"/>`,
  thermostat: svg`<circle cx="12" cy="12" r="8"/><path d="M12 12 15.5 8.5M7.2 15.5A6 6 0 0 1 6 12"/>`,
  thermometer: svg`<path d="M10 13.8V6a2 2 0 0 1 4 0v7.8a4 4 0 1 1-4 0zM12 11v5.5"/>`,
  drop: svg`<path d="M12 4.5c3 3.5 5.3 6.3 5.3 9.3a5.3 5.3 0 0 1-10.6 0c0-3 2.3-5.8 5.3-9.3z"/>`,
  cover: svg`<path d="M4.5 4.5h15M6 4.5v10h12v-10M6 8h12M6 11.3h12M12 14.5v4M10.5 19.5h3"/>`,
  fan: svg`<circle cx="12" cy="12" r="1.7"/><path d="M12 10.3c-2.5-1.5-2.5-6 .8-6 2.7 0 2.7 3.5.5 6M13.5 12.9c2.6-1.4 6.5.8 4.9 3.6-1.4 2.4-4.4.6-5.4-2.5M10.5 12.9c0 2.9-3.9 5.2-5.5 2.3-1.3-2.3 1.8-4 5-3.4"/>`,
  motion: svg`<circle cx="13" cy="5.5" r="1.7"/><path d="m9 20 2.5-5-2-2.5L11 8.5l3 1.5 1.5 2h2.5M11 8.5 8 9.5 7 12.5M11.5 15l3 1.5.5 3.5"/>`,
  contact: svg`<rect x="4.5" y="5" width="9" height="14" rx="1.5"/><rect x="16.5" y="8" width="3" height="8" rx="1"/>`,
  smoke: svg`<circle cx="12" cy="9.5" r="5.5"/><path d="M9.5 9.5h5M7 18.5c1-1 2-1 3 0s2 1 3 0 2-1 3 0"/>`,
  sensor: svg`<circle cx="12" cy="12" r="2.5"/><circle cx="12" cy="12" r="7.5"/>`,
  battery: svg`<rect x="4" y="8" width="14" height="8.5" rx="2"/><path d="M20.5 11v2.5M7 11v2.5M10 11v2.5"/>`,
  meter: svg`<path d="M5 17a8 8 0 1 1 14 0M12 13.5l3.5-4.5M4.5 19.5h15"/>`,
  remote: svg`<rect x="8" y="3.5" width="8" height="17" rx="3"/><path d="M12 7.5h.01M10.5 11.5h3M12 14.5v2"/>`,
  speaker: svg`<rect x="6.5" y="3.5" width="11" height="17" rx="3"/><circle cx="12" cy="14" r="3"/><path d="M12 7h.01"/>`,
  tv: svg`<rect x="3.5" y="5" width="17" height="11.5" rx="2"/><path d="M9 20h6"/>`,
  camera: svg`<rect x="3.5" y="7" width="12" height="10" rx="2.5"/><path d="m15.5 11 5-2.5v7l-5-2.5"/>`,
  valve: svg`<path d="M4 16.5h16M4 11.5h5M15 11.5h5M12 16.5v-8M8 8.5h8"/><circle cx="12" cy="8.5" r=".8"/>`,
  appliance: svg`<rect x="5" y="3.5" width="14" height="17" rx="2.5"/><circle cx="12" cy="13.5" r="3.8"/><path d="M8 6.8h.01M11 6.8h2"/>`,
  vacuum: svg`<circle cx="12" cy="12" r="8"/><circle cx="12" cy="10" r="2.5"/><path d="M6 16.5h12"/>`,
  bridge: svg`<rect x="4" y="9" width="16" height="7" rx="2.5"/><path d="M7.5 12.5h.01M10.5 12.5h.01M12 9V5.5M9 6a4 4 0 0 1 6 0"/>`,
  device: svg`<rect x="5" y="5" width="14" height="14" rx="3.5"/><path d="M9.5 12h5"/>`,
} as const satisfies Record<string, SVGTemplateResult>;

export type IconName = keyof typeof paths;

/** The drawing of an icon, to stand in an `<svg>`. */
export function iconPath(name: IconName): SVGTemplateResult {
  return paths[name];
}

/** Kind of an endpoint → its icon. */
const kinds: Readonly<Record<string, IconName>> = {
  light: 'light',
  outlet: 'outlet',
  switch: 'switch',
  dimmer: 'switch',
  relay: 'switch',
  lock: 'lock',
  door: 'door',
  thermostat: 'thermostat',
  heatPump: 'thermostat',
  airConditioner: 'fan',
  fan: 'fan',
  purifier: 'fan',
  humidifier: 'drop',
  cover: 'cover',
  valve: 'valve',
  irrigation: 'valve',
  pump: 'valve',
  waterHeater: 'drop',
  alarm: 'smoke',
  siren: 'bell',
  chime: 'bell',
  doorbell: 'bell',
  alarmPanel: 'alert',
  camera: 'camera',
  meter: 'meter',
  solar: 'sun',
  batteryStorage: 'battery',
  evCharger: 'bolt',
  energyManager: 'bolt',
  remote: 'remote',
  speaker: 'speaker',
  mediaPlayer: 'speaker',
  tv: 'tv',
  vacuum: 'vacuum',
  lawnMower: 'vacuum',
  washer: 'appliance',
  dryer: 'appliance',
  dishwasher: 'appliance',
  oven: 'appliance',
  refrigerator: 'appliance',
  appliance: 'appliance',
  machine: 'appliance',
  bridge: 'bridge',
  router: 'bridge',
  weatherStation: 'sun',
  sensor: 'sensor',
};

/** What a sensor measures says more than that it is one. */
const capabilityIcons: readonly (readonly [capability: string, icon: IconName])[] = [
  ['contactSensor', 'contact'],
  ['waterLeak', 'drop'],
  ['motionSensor', 'motion'],
  ['occupancySensor', 'motion'],
  ['temperatureSensor', 'thermometer'],
  ['humiditySensor', 'drop'],
  ['illuminanceSensor', 'sun'],
];

/** The icon of an endpoint by its kind and what it can do. */
export function endpointIcon({ kind, capabilities }: { readonly kind: string; readonly capabilities: object }): IconName {
  const own = kinds[kind] ?? 'device';
  if (own !== 'sensor') return own;
  return capabilityIcons.find(([capability]) => capability in capabilities)?.[1] ?? own;
}
