import type { DialectName } from '../devices/dialect-name.ts';
import type { OpenDialect } from './dialect.ts';
import { HomeAssistantDialect } from './homeassistant/home-assistant.ts';
import { Homie4Dialect } from './homie/v4/homie4.ts';
import { Homie5Dialect } from './homie/v5/homie5.ts';
import { SparkplugDialect } from './sparkplug/sparkplug.ts';
import { Zigbee2MqttDialect } from './zigbee2mqtt/zigbee2mqtt.ts';

/**
 * Every dialect, and how it is opened on a broker; a new one is a folder and a line here. They start in this order, so that what the broker
 * kept reaches a product's own dialect before what it announces for others, and no device has to change hands.
 */
export const dialects: Readonly<Partial<Record<DialectName, OpenDialect>>> = {
  zigbee2mqtt: ({ zigbee2mqttBases }, tools) => zigbee2mqttBases.map((base) => new Zigbee2MqttDialect(base, tools)),
  homie: ({ homieBases, homie5Domains }, tools) => [
    ...homieBases.map((base) => new Homie4Dialect(base, tools)),
    ...homie5Domains.map((domain) => new Homie5Dialect(domain, tools)),
  ],
  sparkplug: ({ sparkplug }, tools) => (sparkplug ? [new SparkplugDialect(sparkplug, tools)] : []),
  homeassistant: ({ homeAssistantPrefix }, tools) => [new HomeAssistantDialect(homeAssistantPrefix, tools)],
};
