import type { Part } from '../../devices/part.ts';
import { featureOf, type Feature } from '../../mapping/feature.ts';
import { genericPart, namedPart, type FeatureTools } from '../../mapping/feature-part.ts';
import type { Row } from '../../mapping/row.ts';
import type { HomieTools } from './device-tools.ts';

/** An attribute of a device that is a value of its own (`$stats/uptime`): what it is, and where it goes. */
export interface AttributeRow extends Pick<Feature, 'type'>, Partial<Pick<Feature, 'unit'>> {
  readonly row?: Row;
}

/** A part of such an attribute; `path` is its topic below the device. */
export function attributePart(path: string, { row, ...kind }: AttributeRow, tools: HomieTools): Part {
  const feature = featureOf({
    name: path.replaceAll('$', '').replaceAll('/', '_'),
    property: path,
    label: path,
    category: 'diagnostic',
    ...kind,
  });
  const topic = `${tools.topic}/${path}`;
  const values: FeatureTools = {
    namespace: 'homie',
    listen: (_feature, take) => [
      { topic, read: (message, reporter) => take(message.text === '' ? null : message.text, reporter, message) },
    ],
    plan: () => ({ sendings: [] }),
    bad: (_what, value) => tools.bad(topic, value),
  };
  const spot = { endpoint: undefined };
  const made = (row && namedPart(feature, [row], values, spot)) ?? genericPart(feature, values, spot);
  return { id: path, dialect: 'homie', name: path, order: 3, hasAvailability: true, ...made };
}
