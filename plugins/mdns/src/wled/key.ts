export function keyOfMac(mac: string): string {
  return `wled-${mac}`;
}
