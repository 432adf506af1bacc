import { CommandRejectedError } from '@concord/sdk';
import { fragment } from '../../devices/fragment.ts';
import type { Part } from '../../devices/part.ts';
import { partOf, saysAll } from './draft.ts';
import { endpointOf, type NodeValue } from './node-value.ts';
import type { ValueTools } from './value-tools.ts';

/** Tones of Sound Switch: 0 is silence, 255 the one that is set up as the usual (SDS13781). */
const [silence, usual] = [0, 255];

/** Sound Switch: a siren or a chime, with the tones that the gateway names. */
export function sirenPart(tone: NodeValue, tools: ValueTools): Part {
  const endpoint = endpointOf(tone);
  const names = new Map([...(tone.metadata?.states ?? [])].filter(([number]) => Number(number) !== silence && Number(number) !== usual));
  const numberOf = (name: unknown) => {
    const found = [...names].find(([, one]) => one === name)?.[0] ?? (/^\d{1,3}$/.test(String(name)) ? String(name) : undefined);
    if (found === undefined || Number(found) > 254) throw new CommandRejectedError(`the product has no tone ${JSON.stringify(name)}`);
    return Number(found);
  };
  const options = [...names.values()].map((id) => ({ id: id.slice(0, 128) }));
  const target = fragment({
    capability: 'siren',
    ...(endpoint !== undefined && { endpoint }),
    attributes: {
      active: tools.describe(tone, { writable: true }),
      tone: tools.describe(tone, { writable: false, ...(options.length > 0 && { options }) }),
    },
    set: ({ active }) => ({ sendings: [tools.send(tone, active === true ? usual : silence)] }),
    commands: {
      start: ({ tone: wanted, volume }) => ({
        sendings: [
          tools.send(
            tone,
            wanted === undefined ? usual : numberOf(wanted),
            typeof volume === 'number' ? { volume: Math.round(volume) } : undefined,
          ),
        ],
      }),
      stop: () => ({ sendings: [tools.send(tone, silence)] }),
    },
  });
  return partOf({
    id: `siren/${tone.id.endpoint}`,
    kind: 'siren',
    fragments: [target],
    listeners: [
      tools.listen(
        tone,
        () => [target],
        (value, reporter) => {
          if (value !== null && !(typeof value === 'number' && value >= 0 && value <= 255)) return tools.bad(tone, value);
          reporter.set(target, 'active', value === null ? null : value !== silence);
          reporter.set(
            target,
            'tone',
            value === null || value === silence ? null : (names.get(String(value)) ?? String(value)).slice(0, 128),
          );
        },
      ),
    ],
    says: saysAll(tone, [target]),
  });
}
