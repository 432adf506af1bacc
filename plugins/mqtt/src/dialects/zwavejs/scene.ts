import { fragment } from '../../devices/fragment.ts';
import type { Part } from '../../devices/part.ts';
import { partOf, saysAll } from './draft.ts';
import { itemOf, type NodeValue } from './node-value.ts';
import type { ValueTools } from './value-tools.ts';

interface Gesture {
  readonly event: 'pressed' | 'held' | 'released';
  readonly payload?: { readonly count: number };
}

/** What a key says (Central Scene, SDS13781): pressed once, released, held, and two to five presses. */
const gestures: Readonly<Record<number, Gesture>> = {
  0: { event: 'pressed', payload: { count: 1 } },
  1: { event: 'released' },
  2: { event: 'held' },
  3: { event: 'pressed', payload: { count: 2 } },
  4: { event: 'pressed', payload: { count: 3 } },
  5: { event: 'pressed', payload: { count: 4 } },
  6: { event: 'pressed', payload: { count: 5 } },
};

/** Central Scene: `scene/001` is the first button, an endpoint of its own. */
export function scenePart(scene: NodeValue, tools: ValueTools): Part {
  const number = String(Number(scene.id.propertyKey) || scene.id.propertyKey);
  const target = fragment({
    capability: 'button',
    endpoint: scene.id.endpoint === 0 ? number : `${scene.id.endpoint}/${number}`,
    attributes: {},
    events: ['pressed', 'released', 'held'],
  });
  const listener = tools.listen(
    scene,
    () => [],
    (value, reporter, message, at) => {
      // What the broker kept is no news, and the gateway says null when a key is at rest.
      if (message.retained || value === null) return;
      const gesture = typeof value === 'number' && Object.hasOwn(gestures, value) ? gestures[value] : undefined;
      if (!gesture) return tools.bad(scene, value);
      reporter.emit(target, gesture.event, gesture.payload && { ...gesture.payload }, at);
    },
  );
  return partOf({ id: itemOf(scene), kind: 'remote', fragments: [target], listeners: [listener], says: saysAll(scene, [target]) });
}

/** Scene Activation: the number of the scene that a controller called. */
export function activationPart(scene: NodeValue, tools: ValueTools): Part {
  const target = fragment({ capability: 'button', attributes: {}, events: ['pressed'] });
  const listener = tools.listen(
    scene,
    () => [],
    (value, reporter, message, at) => {
      if (message.retained || value === null) return;
      if (typeof value !== 'number') return tools.bad(scene, value);
      reporter.emit(target, 'pressed', { which: String(value) }, at);
    },
  );
  return partOf({ id: itemOf(scene), kind: 'remote', fragments: [target], listeners: [listener], says: saysAll(scene, [target]) });
}
