import type { Part } from '../../devices/part.ts';
import { coverPart } from './cover.ts';
import { itemOf, type NodeValue } from './node-value.ts';
import { notePart } from './single.ts';
import type { ValueTools } from './value-tools.ts';

/** The parameters of Window Covering (SDS13781): what of a covering moves. Those with even numbers have no position. */
const parameters = [
  'outboundLeft',
  'outboundRight',
  'inboundLeft',
  'inboundRight',
  'inboundLeftRight',
  'verticalSlats',
  'outboundBottom',
  'outboundTop',
  'inboundBottom',
  'inboundTop',
  'inboundTopBottom',
  'horizontalSlats',
] as const;

/** Window Covering: each parameter is a movement of its own, by its number as the key. */
export class WindowCovering {
  readonly #byParameter: ReadonlyMap<string, readonly NodeValue[]>;

  constructor(values: readonly NodeValue[]) {
    this.#byParameter = Map.groupBy(values, ({ id }) => id.propertyKey);
  }

  parts(tools: ValueTools): Part[] {
    return [...this.#byParameter].flatMap(([parameter, values]) => {
      const name = parameters[Math.floor(Number(parameter) / 2)] ?? `parameter${parameter}`;
      const hasPosition = Number(parameter) % 2 === 1;
      const find = (property: string) => values.find(({ id }) => id.property === property);
      const current = find('currentValue');
      const part = coverPart(
        {
          position: hasPosition ? (current ?? find('targetValue')) : undefined,
          up: find('levelChangeUp'),
          down: find('levelChangeDown'),
          isTilt: name.endsWith('Slats'),
          name,
        },
        tools,
      );
      const [target] = [find('targetValue')];
      return [
        ...(part ? [part] : []),
        ...(target && current ? [notePart(itemOf(target), 'the writable half of the current value')] : []),
        ...(current && !hasPosition ? [notePart(itemOf(current), 'the parameter has no position')] : []),
      ];
    });
  }
}
