import { CommandRejectedError } from '@concord/sdk';
import { fragment, type FragmentDraft, type Values } from '../../devices/fragment.ts';
import type { Part } from '../../devices/part.ts';
import { partOf, says, saysAll } from './draft.ts';
import { levelOf, toLevel } from './level.ts';
import { endpointOf, type NodeValue } from './node-value.ts';
import { transitionOf, type ValueTools } from './value-tools.ts';

/** What moves a cover: where it stands, and what starts a movement each way. Some only have one of these. */
export interface CoverValues {
  readonly position: NodeValue | undefined;
  readonly up: NodeValue | undefined;
  readonly down: NodeValue | undefined;
  /** True for slats, which tilt. */
  readonly isTilt: boolean;
  /** The one of several that a Window Covering moves. */
  readonly name: string;
}

const open = 99;

/** A cover: Multilevel Switch of a motor, or one parameter of Window Covering. 0 is closed in both. */
export function coverPart({ position, up, down, isTilt, name }: CoverValues, tools: ValueTools): Part | undefined {
  const anchor = position ?? up ?? down;
  if (!anchor) return undefined;
  const endpoint = endpointOf(anchor);
  const attribute = isTilt ? 'tilt' : 'position';
  const move = (wanted: number, starts: NodeValue | undefined) => () => {
    if (position) return tools.plan([tools.send(position, wanted)], true, {});
    if (!starts) throw new CommandRejectedError('the product does not move this way');
    return tools.plan([tools.send(starts, true)], false, {});
  };
  const starter = up ?? down;
  const target = fragment({
    capability: 'cover',
    ...(endpoint !== undefined && { endpoint }),
    attributes: position ? { [attribute]: tools.describe(position, { writable: true }) } : {},
    ...(position && {
      set: ({ [attribute]: wanted, transition }: Values) =>
        tools.plan([tools.send(position, toLevel(Number(wanted)), transitionOf(transition))], true, {}),
    }),
    commands: commandsOf({ isTilt, opens: move(open, up), closes: move(0, down), stops: starter && (() => tools.send(starter, false)) }),
  });
  return partOf({
    id: `cover/${anchor.id.endpoint}/${name}`,
    kind: 'cover',
    endpointHint: name,
    fragments: [target],
    listeners: position
      ? [
          tools.listen(
            position,
            () => [target],
            (value, reporter) => {
              const level = levelOf(value);
              if (level === undefined) return tools.bad(position, value);
              reporter.set(target, attribute, level);
            },
          ),
        ]
      : [],
    says: [
      ...(position ? saysAll(position, [target]) : []),
      ...[up, down].flatMap((one) =>
        one
          ? says(
              one,
              target,
              Object.keys(target.commands ?? {}).map((command) => `${command}()`),
            )
          : [],
      ),
    ],
  });
}

interface Movements {
  readonly isTilt: boolean;
  readonly opens: () => ReturnType<ValueTools['plan']>;
  readonly closes: () => ReturnType<ValueTools['plan']>;
  readonly stops: (() => ReturnType<ValueTools['send']>) | undefined;
}

function commandsOf({ isTilt, opens, closes, stops }: Movements): NonNullable<FragmentDraft['commands']> {
  if (isTilt) return { openTilt: opens, closeTilt: closes };
  return { open: opens, close: closes, ...(stops && { stop: () => ({ sendings: [stops()] }) }) };
}
