import { fragment } from '../../devices/fragment.ts';
import { type DeviceTools, sayings, type TypedPart } from './device-tools.ts';
import { memberOf } from './member.ts';
import type { Expose } from './expose.ts';

const maxCode = 65_536;

/** What a remote control sent to a transmitter that learns from it. A code that stands in every message happened once, when it changed. */
export function learnedCodePart(expose: Expose, tools: DeviceTools, endpoint: string | undefined): TypedPart | undefined {
  const { property, isWritable } = expose;
  if (isWritable) return undefined;
  const target = fragment({
    capability: 'remoteTransmitter',
    ...(endpoint !== undefined && { endpoint }),
    attributes: {},
    events: ['received'],
  });
  let last: unknown;
  const listener = tools.listen((members, reporter, message) => {
    const code = memberOf(members, property);
    const isNews = code !== last && !message.retained;
    if (code !== undefined) last = code;
    if (isNews && typeof code === 'string' && code !== '') reporter.emit(target, 'received', { code: code.slice(0, maxCode) });
  });
  return { kind: 'transmitter', fragments: [target], listeners: [listener], says: sayings([[expose, target, ['received']]]) };
}
