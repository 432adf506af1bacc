import { fragment } from '../../devices/fragment.ts';
import { sayings, type DeviceTools, type TypedPart } from './device-tools.ts';
import type { Expose } from './expose.ts';

/** Seconds that a siren sounds where nobody says how long. */
const usualSeconds = 60;

/** `warning`: the siren of an alarm device, started with a tone, a loudness and a time. It never says whether it sounds. */
export function warningPart(expose: Expose, tools: DeviceTools, endpoint: string | undefined): TypedPart | undefined {
  const { property, features, isWritable } = expose;
  const feature = (name: string) => features.find((one) => one.name === name);
  const tones = feature('mode')?.values ?? [];
  const levels = feature('level')?.values ?? [];
  if (!isWritable || !tones.includes('stop') || tones.length < 2) return undefined;
  const usual = tones.find((tone) => tone === 'emergency') ?? tones.find((tone) => tone !== 'stop');
  const target = fragment({
    capability: 'siren',
    ...(endpoint !== undefined && { endpoint }),
    attributes: {},
    commands: {
      start: ({ tone, duration, volume }) => {
        const level =
          typeof volume === 'number' ? levels[Math.min(levels.length - 1, Math.floor((volume / 100) * levels.length))] : undefined;
        const members = {
          mode: typeof tone === 'string' && tones.includes(tone) ? tone : usual,
          ...(level !== undefined && { level }),
          duration: typeof duration === 'number' ? Math.max(1, Math.round(duration)) : usualSeconds,
        };
        return tools.plan({ [property]: members }, false, {});
      },
      stop: () => tools.plan({ [property]: { mode: 'stop', duration: 0 } }, false, {}),
    },
  });
  return { kind: 'siren', fragments: [target], listeners: [], says: sayings([[expose, target, ['start()', 'stop()']]]) };
}
