/** The key that both dialects give to a Zigbee device, so that it is one device whichever announces it. */
export function zigbeeKey(ieee: string): string {
  return `zigbee:${ieee.toLowerCase()}`;
}
