import type { Entity } from '../entity.ts';
import type { PartDraft } from '../part-draft.ts';
import { basicLightPart } from './light-basic.ts';
import { jsonLightPart } from './light-json.ts';
import { templateLightPart } from './light-template.ts';

const schemas: Readonly<Record<string, (entity: Entity) => PartDraft>> = {
  basic: basicLightPart,
  json: jsonLightPart,
  template: templateLightPart,
};

/** `light`, in the three languages that discovery has for it. */
export function lightPart(entity: Entity): PartDraft {
  entity.requireCommands();
  const schema = entity.text('schema') ?? 'basic';
  const draft = Object.hasOwn(schemas, schema) ? schemas[schema] : undefined;
  return { kind: 'light', ...(draft ?? basicLightPart)(entity) };
}
