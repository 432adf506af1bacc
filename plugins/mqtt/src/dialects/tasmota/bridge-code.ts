import { isObject } from '../../topics/message.ts';
import type { Instruction } from './device-tools.ts';

const maxMicroseconds = 32_767;

/**
 * A code of Sonoff's radio bridge, as it says it: the digits, and how long a pulse is. That bridge does not take `RfSend`; the times are set
 * before the digits are sent (documentation: "Commands", "RF Transceiver"). Undefined: a code of another kind.
 */
export function bridgeCode(code: string): Instruction[] | undefined {
  const { Sync: sync, Low: low, High: high, Data: data } = membersIn(code);
  if (!isPulse(sync) || !isPulse(low) || !isPulse(high) || typeof data !== 'string' || !/^[0-9a-f]{1,6}$/i.test(data)) return undefined;
  return [
    ['RfSync', sync],
    ['RfLow', low],
    ['RfHigh', high],
    ['RfCode', `#${data}`],
  ];
}

function membersIn(code: string): Readonly<Record<string, unknown>> {
  try {
    const json: unknown = JSON.parse(code);
    return isObject(json) ? json : {};
  } catch {
    return {};
  }
}

function isPulse(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value > 1 && value <= maxMicroseconds;
}
