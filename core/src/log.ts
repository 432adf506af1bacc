import { pino, type DestinationStream, type Logger } from 'pino';
import { PinoPretty } from 'pino-pretty';
import type { LogFormat, LogLevel } from './options.ts';

/** Members that carry secrets, wherever a careless line has them at its first or second level. */
const secrets = ['password', 'currentPassword', 'secret', 'token', 'pin', 'passcode', 'authorization', 'cookie'];

/** The hub's log, on standard output. */
export function createLog({ level, format }: { level: LogLevel; format: LogFormat }, destination?: DestinationStream): Logger {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: secrets.flatMap((name) => [name, `*.${name}`]), censor: '[secret]' },
  };
  if (format === 'json') return destination ? pino(options, destination) : pino(options);
  const pretty = PinoPretty({
    translateTime: 'SYS:HH:MM:ss.l',
    ...(destination ? { destination: destination as NodeJS.WritableStream } : { sync: true }),
  });
  return pino(options, pretty);
}
