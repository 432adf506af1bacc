import type { Values } from '../../devices/fragment.ts';
import { flag, guess, internal, number, plain, text, type Known } from '../../mapping/bare-meaning.ts';

const diagnostic = { category: 'diagnostic' } as const;

/** What a gateway says of itself (OpenMQTTGateway, `stateMeasures`; "Firmware update from MQTT"). */
const members: Readonly<Record<string, Known>> = {
  LWT: flag('network.connected'),
  uptime: number('diagnostics.uptime', 's', diagnostic),
  freemem: number('diagnostics.freeMemory', 'B', diagnostic),
  freeMem: number('diagnostics.freeMemory', 'B', diagnostic),
  minmem: plain('numeric', 'B', 'diagnostic'),
  freestck: plain('numeric', 'B', 'diagnostic'),
  freestack: plain('numeric', 'B', 'diagnostic'),
  tempc: number('diagnostics.internalTemperature', '°C', diagnostic),
  tempf: internal('said by tempc'),
  rssi: number('linkQuality.rssi', 'dBm', diagnostic),
  SSID: text('network.ssid'),
  mac: text('network.mac'),
  ip: text('network.addresses'),
  version: text('update.installedVersion'),
  installed_version: internal('said by version'),
  latest_version: text('update.latestVersion'),
  release_url: text('update.notesUrl'),
  m5battlevel: number('battery.level', '%', diagnostic),
  m5batvoltage: number('battery.voltage', 'V', diagnostic),
  origin: internal('the topic that it came on'),
  entity_picture: internal('a picture for Home Assistant'),
};

export function knowOfGateway(name: string, value: unknown): Known | undefined {
  if (Object.hasOwn(members, name)) return members[name];
  return guess(value, undefined, 'diagnostic');
}

/** The members of a message about the gateway that are worth keeping: no credentials, whatever a firmware may put there. */
export function withoutSecrets(values: Values): Values {
  return Object.fromEntries(Object.entries(values).filter(([name]) => !/pass|pwd|secret|token|cert|key/i.test(name)));
}
