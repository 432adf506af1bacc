import { CommandRejectedError } from '@concord/sdk';
import { fragment } from '../../devices/fragment.ts';
import { staticPart, type Setup, type StaticPart } from './static-part.ts';

/** What every Tasmota does when told: start anew, and fetch new firmware from where its owner said. */
export function controlsPart(setup: Setup): StaticPart {
  const { tools } = setup;
  const diagnostics = fragment({
    capability: 'diagnostics',
    attributes: {},
    commands: { restart: () => tools.plan(['Restart', 1]) },
  });
  const update = fragment({
    capability: 'update',
    attributes: {},
    commands: {
      install: ({ version }) => {
        if (version !== undefined) throw new CommandRejectedError('the product takes whatever version its OtaUrl names');
        return tools.plan(['Upgrade', 1]);
      },
    },
  });
  return staticPart(setup, {
    id: 'controls',
    kind: undefined,
    order: 3,
    spot: { endpoint: undefined, name: undefined },
    fragments: [diagnostics, update],
    listeners: [],
    reads: [],
  });
}
