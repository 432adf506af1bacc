import { fragment } from '../../devices/fragment.ts';
import { valueAt } from './device-tools.ts';
import { at, staticPart, type Setup, type Spot, type StaticPart } from './static-part.ts';

interface Gesture {
  readonly event: 'pressed' | 'held' | 'released';
  readonly count?: number;
}

/** What was done to a button (documentation: "Buttons and Switches", "Multi-Press Functions"). */
const gestures: Readonly<Record<string, Gesture>> = {
  SINGLE: { event: 'pressed', count: 1 },
  DOUBLE: { event: 'pressed', count: 2 },
  TRIPLE: { event: 'pressed', count: 3 },
  QUAD: { event: 'pressed', count: 4 },
  PENTA: { event: 'pressed', count: 5 },
  HOLD: { event: 'held' },
  CLEAR: { event: 'released' },
};
/** With SetOption11 the words for one press and for two change places; SetOption13 leaves but one. */
const swapped: Readonly<Record<string, string>> = { SINGLE: 'DOUBLE', DOUBLE: 'SINGLE' };

/** A button that drives nothing by itself (SetOption73) and tells what was done to it. */
export function buttonPart(number: number, setup: Setup, spot: Spot): StaticPart {
  const { tools, description } = setup;
  const path = [`Button${number}`, 'Action'];
  const isSwapped = description.options.has('11') && !description.options.has('13');
  const target = fragment({ capability: 'button', ...at(spot), attributes: {}, events: ['pressed', 'held', 'released'] });
  const listener = tools.listen((members, reporter, { retained }) => {
    const action = valueAt(members, path);
    // With ButtonRetain the broker keeps it, which is no news.
    if (action === undefined || retained) return;
    const word = isSwapped && typeof action === 'string' && Object.hasOwn(swapped, action) ? swapped[action] : action;
    const gesture = typeof word === 'string' && Object.hasOwn(gestures, word) ? gestures[word] : undefined;
    if (!gesture) return tools.bad(path.join('.'), action);
    reporter.emit(target, gesture.event, gesture.count === undefined ? undefined : { count: gesture.count });
  });
  return staticPart(setup, {
    id: `Button${number}`,
    kind: 'remote',
    order: 1,
    spot,
    fragments: [target],
    listeners: [listener],
    reads: [path.join('.')],
  });
}
