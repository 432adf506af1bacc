/** A short name that can stand in an endpoint's or capability's id: the letters and digits of `text`, the rest as `_`. */
export function slug(text: string): string {
  const plain = text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{L}\p{N}.-]+/gu, '_')
    .replace(/^_+|_+$/g, '')
    .slice(0, 80);
  return plain || 'part';
}
