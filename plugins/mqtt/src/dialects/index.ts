import type { DialectName } from '../devices/dialect-name.ts';
import { CollectdDialect } from './collectd/collectd.ts';
import type { OpenDialect } from './dialect.ts';
import { HomeAssistantDialect } from './homeassistant/home-assistant.ts';
import { Rtl433Dialect } from './rtl433/rtl433.ts';
import { TheengsDialect } from './theengs/theengs.ts';
import { WledDialect } from './wled/wled.ts';
import { ShellyDialect } from './shelly/shelly.ts';
import { TasmotaDialect } from './tasmota/tasmota.ts';
import { Homie4Dialect } from './homie/v4/homie4.ts';
import { Homie5Dialect } from './homie/v5/homie5.ts';
import { SparkplugDialect } from './sparkplug/sparkplug.ts';
import { ManualDialect } from './manual/manual.ts';
import { Zigbee2MqttDialect } from './zigbee2mqtt/zigbee2mqtt.ts';
import { ZwaveJsDialect } from './zwavejs/zwave-js.ts';

/**
 * Every dialect, and how it is opened on a broker; a new one is a folder and a line here. They start in this order, so that what the broker
 * kept reaches a product's own dialect before what it announces for others, and no device has to change hands.
 */
export const dialects: Readonly<Partial<Record<DialectName, OpenDialect>>> = {
  manual: (_settings, tools) => [new ManualDialect(tools.mappings, tools)],
  zigbee2mqtt: ({ zigbee2mqttBases }, tools) => zigbee2mqttBases.map((base) => new Zigbee2MqttDialect(base, tools)),
  wled: ({ wledBases }, tools) => wledBases.map((base) => new WledDialect(base, tools)),
  shelly: ({ shelly }, tools) => (shelly ? [new ShellyDialect(tools)] : []),
  tasmota: ({ tasmotaDiscovery, tasmotaTopics }, tools) =>
    tasmotaDiscovery.length + tasmotaTopics.length > 0
      ? [new TasmotaDialect({ discovery: tasmotaDiscovery, patterns: tasmotaTopics }, tools)]
      : [],
  homie: ({ homieBases, homie5Domains }, tools) => [
    ...homieBases.map((base) => new Homie4Dialect(base, tools)),
    ...homie5Domains.map((domain) => new Homie5Dialect(domain, tools)),
  ],
  sparkplug: ({ sparkplug }, tools) => (sparkplug ? [new SparkplugDialect(sparkplug, tools)] : []),
  homeassistant: ({ homeAssistantPrefix, homeAssistantStatusTopic }, tools) => [
    new HomeAssistantDialect(homeAssistantPrefix, tools, homeAssistantStatusTopic),
  ],
  collectd: ({ collectdPrefixes }, tools) => collectdPrefixes.map((prefix) => new CollectdDialect(prefix, tools)),
  zwavejs: ({ zwaveJsPrefixes }, tools) => zwaveJsPrefixes.map((prefix) => new ZwaveJsDialect(prefix, tools)),
  rtl_433: ({ rtl433Bases, asksForNeighbours }, tools) => rtl433Bases.map((base) => new Rtl433Dialect(base, asksForNeighbours, tools)),
  theengs: ({ theengsBases, asksForNeighbours: isAsked, bluetoothAll: takesAll }, tools) =>
    theengsBases.map((base) => new TheengsDialect(base, { isAsked, takesAll }, tools)),
};
