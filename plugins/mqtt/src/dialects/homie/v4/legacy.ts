import { fragment } from '../../../devices/fragment.ts';
import type { Part } from '../../../devices/part.ts';
import { attributePart, type AttributeRow } from '../attribute-part.ts';
import type { HomieTools } from '../device-tools.ts';

/** What Homie 3 says of the device itself, and Homie 4 by the extensions `org.homie.legacy-firmware` and `org.homie.legacy-stats`. */
const rows: Readonly<Record<string, AttributeRow>> = {
  '$stats/uptime': { type: 'numeric', unit: 's', row: { target: 'diagnostics.uptime' } },
  '$stats/signal': { type: 'numeric', unit: '%', row: { target: 'linkQuality.quality' } },
  '$stats/cputemp': { type: 'numeric', unit: '°C', row: { target: 'diagnostics.internalTemperature' } },
  '$stats/cpuload': { type: 'numeric', unit: '%', row: { target: 'diagnostics.cpuLoad' } },
  '$stats/battery': { type: 'numeric', unit: '%', row: { target: 'battery.level' } },
  '$stats/freeheap': { type: 'numeric', unit: 'B', row: { target: 'diagnostics.freeMemory' } },
  '$stats/supply': { type: 'numeric', unit: 'V', row: { target: 'powerSource.inputVoltage' } },
  '$stats/interval': { type: 'numeric', unit: 's' },
  $localip: { type: 'text', row: { target: 'network.addresses' } },
  $mac: { type: 'text', row: { target: 'network.mac' } },
};

/** What describes the device, and is no value of its own. */
const described = new Set(['$homie', '$name', '$state', '$online', '$nodes', '$extensions', '$properties', '$type', '$tags', '$stats']);
/** What other programs are told about the device (`eu.epnw.meta`): kept out of the home, and in its mapping report. */
const metadata = /^\$meta\//;

/** The part for an attribute of the device; undefined for what describes it. */
export function legacyPart(path: string, tools: HomieTools): Part | undefined {
  if (described.has(path)) return undefined;
  if (metadata.test(path)) return notedPart(path);
  return attributePart(path, Object.hasOwn(rows, path) ? (rows[path] ?? { type: 'text' }) : { type: 'text' }, tools);
}

/** "Something wrong is happening" is a state of its own in Homie 4. */
export function alertPart(tools: HomieTools): Part {
  const target = fragment({ capability: 'health', attributes: { problem: { category: 'diagnostic', source: '$state' } } });
  const topic = `${tools.topic}/$state`;
  const read: Part['listeners'][number]['read'] = (message, reporter) => reporter.set(target, 'problem', message.text === 'alert');
  return {
    id: '$state',
    dialect: 'homie',
    name: '$state',
    order: 3,
    hasAvailability: true,
    fragments: [target],
    listeners: [{ topic, read }],
  };
}

function notedPart(path: string): Part {
  const note = { outcome: 'internal', reason: 'says how other programs should show it' } as const;
  return { id: path, dialect: 'homie', order: 3, hasAvailability: true, fragments: [], listeners: [], note };
}
