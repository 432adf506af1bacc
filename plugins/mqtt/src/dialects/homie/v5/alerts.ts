import { fragment } from '../../../devices/fragment.ts';
import type { Part } from '../../../devices/part.ts';
import type { HomieTools } from '../device-tools.ts';

const maxAlerts = 64;

/** `$alert/<id>`: messages for people, each until the device takes it back ("Alert topic"). */
export function alertsPart(tools: HomieTools): Part {
  const diagnostic = { category: 'diagnostic', source: '$alert' } as const;
  const target = fragment({
    capability: 'health',
    attributes: { problem: diagnostic, active: diagnostic },
    events: ['raised', 'cleared'],
  });
  const alerts = new Map<string, string>();
  return {
    id: '$alert',
    dialect: 'homie',
    name: '$alert',
    order: 3,
    hasAvailability: true,
    fragments: [target],
    listeners: [
      {
        topic: `${tools.topic}/$alert/+`,
        read: ({ topic, text, retained }, reporter) => {
          const code = topic.slice(topic.lastIndexOf('/') + 1).slice(0, 128);
          const known = alerts.get(code);
          if (known === undefined && text !== '' && alerts.size >= maxAlerts) return tools.bad(topic, text);
          if (text === '') alerts.delete(code);
          else alerts.set(code, text.slice(0, 255));
          if (!retained && text !== '' && known === undefined) reporter.emit(target, 'raised', { code, text: text.slice(0, 255) });
          if (!retained && text === '' && known !== undefined) reporter.emit(target, 'cleared', { code });
          reporter.set(target, 'problem', alerts.size > 0);
          reporter.set(
            target,
            'active',
            [...alerts].map(([id, said]) => ({ code: id, text: said })),
          );
        },
      },
    ],
  };
}

/** `$log/<level>`: what a device writes for its maintainers ("Logging"). */
export function logPart(tools: HomieTools): Part {
  const target = fragment({ capability: 'homie:log', base: 'genericTrigger', title: 'Log', attributes: {}, events: ['fired'] });
  return {
    id: '$log',
    dialect: 'homie',
    name: 'Log',
    order: 3,
    hasAvailability: true,
    fragments: [target],
    listeners: [
      {
        topic: `${tools.topic}/$log/+`,
        read: ({ topic, text, retained }, reporter) => {
          const level = topic.slice(topic.lastIndexOf('/') + 1).slice(0, 32);
          if (!retained && text !== '') reporter.emit(target, 'fired', { level, message: text.slice(0, 1024) });
        },
      },
    ],
  };
}
