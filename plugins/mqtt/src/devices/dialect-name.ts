/**
 * The dialects, and who is believed where several speak for one product. 3: the product's own description of itself. 2: what it announces
 * for another hub. 1: values without a description. What an owner mapped by hand is theirs, and nobody's product.
 */
export const authorities = {
  manual: 3,
  zigbee2mqtt: 3,
  tasmota: 3,
  wled: 3,
  shelly: 3,
  homie: 3,
  sparkplug: 3,
  homeassistant: 2,
  collectd: 1,
  zwavejs: 1,
  rtl_433: 1,
  theengs: 1,
  // A Tasmota that does not describe itself.
  'tasmota-messages': 1,
} as const;

export type DialectName = keyof typeof authorities;
