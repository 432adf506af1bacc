import type { Part } from '../../../devices/part.ts';
import type { Feature } from '../../../mapping/feature.ts';
import { genericPart, namedPart, type FeaturePart } from '../../../mapping/feature-part.ts';
import type { HomieNode, HomieProperty } from '../description.ts';
import type { HomieTools } from '../device-tools.ts';
import { featureOfProperty, labelsOf } from '../property-feature.ts';
import { rowsFor } from '../table/index.ts';
import type { HomieRow } from '../table/row.ts';

/** A property that is one value: what its name, datatype, unit and node say together, or a value of its own name. */
export function valuePart(node: HomieNode, property: HomieProperty, tools: HomieTools): FeaturePart & Pick<Part, 'id'> {
  const feature = featureOfProperty(node, property, tools.version);
  const values = tools.values(node, property);
  const rows = rowsFor(node, property, feature);
  for (const row of rows) {
    const meant = byLabels(row, property, feature);
    const part = meant && namedPart(feature, [meant], values, { endpoint: tools.place.endpoint });
    if (part) return { id: feature.property, ...part };
  }
  if (rows.length > 0) tools.conflict(node, property);
  return { id: feature.property, ...genericPart(feature, values, { endpoint: tools.place.endpoint }) };
}

/** The row with its words for the two values as the property names them: of `open,closed` true is closed. */
function byLabels(row: HomieRow, property: HomieProperty, { type }: Feature): HomieRow | undefined {
  if (type !== 'binary' || !row.words) return row;
  const labels = labelsOf(property);
  const [yes, no] = labels ? [wordOf(row.words, labels.yes), wordOf(row.words, labels.no)] : [];
  if (yes === undefined || no === undefined || yes === no) return row.isNamed ? undefined : row;
  return { ...row, words: { true: yes, false: no } };
}

function wordOf(words: NonNullable<HomieRow['words']>, label: string): unknown {
  return Object.hasOwn(words, label) ? words[label] : undefined;
}
