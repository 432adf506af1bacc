import type { DialectName } from '../devices/dialect-name.ts';
import type { OpenDialect } from './dialect.ts';
import { HomeAssistantDialect } from './homeassistant/home-assistant.ts';
import { ManualDialect } from './manual/manual.ts';
import { Zigbee2MqttDialect } from './zigbee2mqtt/zigbee2mqtt.ts';

/**
 * Every dialect, and how it is opened on a broker; a new one is a folder and a line here. They start in this order, so that what the broker
 * kept reaches a product's own dialect before what it announces for others, and no device has to change hands.
 */
export const dialects: Readonly<Partial<Record<DialectName, OpenDialect>>> = {
  manual: (_settings, tools) => [new ManualDialect(tools.mappings, tools)],
  zigbee2mqtt: ({ zigbee2mqttBases }, tools) => zigbee2mqttBases.map((base) => new Zigbee2MqttDialect(base, tools)),
  homeassistant: ({ homeAssistantPrefix }, tools) => [new HomeAssistantDialect(homeAssistantPrefix, tools)],
};
