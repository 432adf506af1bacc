import { fragment } from '../../../devices/fragment.ts';
import type { Entity } from '../entity.ts';
import type { PartDraft } from '../part-draft.ts';

/** Device classes of buttons (capability map, section 3.3). */
const classes: Readonly<Record<string, readonly [capability: string, command: string]>> = {
  identify: ['identify', 'identify'],
  restart: ['diagnostics', 'restart'],
  update: ['update', 'install'],
};

/** `button`: something to set off. */
export function buttonPart(entity: Entity): PartDraft {
  entity.requireCommands();
  const press = () => ({
    sendings: [entity.send('command_topic', entity.payload('payload_press', 'PRESS'), 'command_template')],
    assumed: {},
  });
  const named = Object.hasOwn(classes, entity.deviceClass ?? '') ? classes[entity.deviceClass ?? ''] : undefined;
  return {
    fragments: [
      named
        ? fragment({ capability: named[0], attributes: {}, commands: { [named[1]]: press } })
        : entity.generic('genericTrigger', { commands: { press }, events: [] }),
    ],
    listeners: [],
  };
}
