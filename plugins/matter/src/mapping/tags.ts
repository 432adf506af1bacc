import { isRecord, numberOf } from './convert.ts';

const positions: readonly string[] = ['left', 'right', 'top', 'bottom', 'middle', 'row', 'column'];
const electrical: readonly string[] = ['DC', 'AC', 'L1', 'L2', 'L3'];

/** Matter's semantic tag namespaces that have an axis of their own here (capability map, section 1.8). */
const namespaces: Readonly<Record<number, (tag: number) => string | undefined>> = {
  0x07: (tag) => `index=${tag}`,
  0x08: (tag) => positions[tag] && `position=${positions[tag]}`,
  0x0a: (tag) => electrical[tag] && `phase=${electrical[tag]}`,
};

/** The tags of an endpoint from the tag list of its descriptor; what the table doesn't know is left to the mapping report. */
export function tagsOf(tagList: unknown): string[] {
  if (!Array.isArray(tagList)) return [];
  return tagList.filter(isRecord).flatMap((tag) => {
    const number = numberOf(tag['tag']);
    const text = typeof number === 'number' ? namespaces[numberOf(tag['namespaceId']) ?? -1]?.(number) : undefined;
    return text ? [text] : [];
  });
}
