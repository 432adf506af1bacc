import { isObject } from '../../../src/topics/message.ts';

/**
 * A corpus says of each availability topic what its message means. Where an entity has several and needs all of them, the others have to
 * say that it is there, or nobody could see it.
 */
export function othersAvailable(
  config: Readonly<Record<string, unknown>>,
  topic: string,
): { readonly topic: string; readonly payload: string }[] {
  const list = config['availability'] ?? config['avty'];
  if (!Array.isArray(list)) return [];
  return list.filter(isObject).flatMap((one) => {
    const other = one['topic'] ?? one['t'];
    if (typeof other !== 'string' || other === topic) return [];
    return [{ topic: other, payload: availablePayload(one) }];
  });
}

/** A message that the template turns into what stands for "available": by the member of the JSON object that it reads. */
function availablePayload(one: Readonly<Record<string, unknown>>): string {
  const given = one['payload_available'] ?? one['pl_avail'] ?? 'online';
  const available = typeof given === 'string' ? given : JSON.stringify(given);
  const template = one['value_template'] ?? one['val_tpl'];
  if (typeof template !== 'string') return available;
  const member = /value_json(?:\.|\[['"])(\w+)/.exec(template)?.[1];
  if (member === undefined) return available;
  return JSON.stringify({ [member]: / if | else /.test(template) ? true : available });
}
