import { CommandRejectedError } from '@concord/sdk';
import { fragment } from '../../devices/fragment.ts';
import { sayings, type DeviceTools, type TypedPart } from './device-tools.ts';
import { memberOf } from './member.ts';
import type { Expose } from './expose.ts';

const rests = new Set(['stop', 'off', 'normal']);

/** A siren that is started by the word for a tone, and stopped by one more: choosing a tone would make it sound. */
export function sirenWordsPart(expose: Expose, tools: DeviceTools, endpoint: string | undefined): TypedPart | undefined {
  const { property, values, isReported, isWritable } = expose;
  const rest = values.find((value) => rests.has(value));
  const tones = values.filter((value) => value !== rest);
  const [usual] = tones;
  if (!isWritable || rest === undefined || usual === undefined) return undefined;
  const target = fragment({
    capability: 'siren',
    ...(endpoint !== undefined && { endpoint }),
    attributes: isReported ? { active: tools.describe(expose), tones: tools.describe(expose) } : {},
    commands: {
      start: ({ tone = usual }) => {
        if (typeof tone !== 'string' || !tones.includes(tone)) throw new CommandRejectedError(`the siren knows ${tones.join(', ')}`);
        return tools.plan({ [property]: tone }, isReported, { active: true });
      },
      stop: () => tools.plan({ [property]: rest }, isReported, { active: false }),
    },
  });
  const listener = tools.listen((members, reporter) => {
    const said = memberOf(members, property);
    if (said === undefined) return;
    if (said !== null && (typeof said !== 'string' || !values.includes(said))) return tools.bad(property, said);
    reporter.set(target, 'active', said === null ? null : said !== rest);
    reporter.set(
      target,
      'tones',
      tones.map((tone) => tone.slice(0, 128)),
    );
  });
  const members = [...(isReported ? ['active', 'tones'] : []), 'start()', 'stop()'];
  return { kind: 'siren', fragments: [target], listeners: isReported ? [listener] : [], says: sayings([[expose, target, members]]) };
}
