import { Type } from 'typebox';

/** `/{id}` of every resource. */
export const IdParams = Type.Object({ id: Type.String({ minLength: 1, maxLength: 64 }) }, { additionalProperties: false });

export const Nothing = Type.Null({ description: 'Done; there is nothing to say.' });

/** The words of one operation in the OpenAPI document. */
export function operation(operationId: string, tag: string, summary: string, description?: string) {
  return { operationId, tags: [tag], summary, ...(description !== undefined && { description }) };
}
