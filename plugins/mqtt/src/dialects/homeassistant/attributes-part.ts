import type { Part } from '../../devices/part.ts';
import { isShallow } from '../../templates/template-limits.ts';
import { asObject } from './components/json-value.ts';
import type { Entity } from './entity.ts';

const maxDepth = 8;
const maxLength = 16_384;

/**
 * What a product says beside the states of its entities (`json_attributes_topic`), shown as it is: one structure for each topic, whichever
 * and however many entities of the device name it. Undefined where the entity names none.
 */
export function attributesPart(entity: Entity): Part | undefined {
  const topic = entity.topic('json_attributes_topic');
  if (topic === undefined) return undefined;
  const target = entity.generic('genericObject', {
    name: 'attributes',
    value: { writable: false, category: 'diagnostic', title: 'Attributes' },
  });
  return {
    id: `json_attributes_topic ${topic} ${entity.text('json_attributes_template') ?? ''}`.trim().slice(0, 512),
    dialect: 'homeassistant',
    name: 'Attributes',
    // Behind everything else: it is what the entities themselves leave over.
    order: 4,
    fragments: [target],
    listeners: entity.listen('json_attributes_topic', 'json_attributes_template', (value, reporter) => {
      const said = asObject(value);
      if (!said) return entity.bad(value, 'attributes that are not a JSON object');
      if (!isShallow(said, maxDepth) || JSON.stringify(said).length > maxLength)
        return entity.bad('…', 'attributes that are too many, or nested too deep');
      reporter.set(target, 'value', said);
    }),
    endpointHint: `attributes_${entity.objectId}`,
    hasAvailability: false,
  };
}
