/** Topic names and filters of MQTT 3.1.1, section 4.7. */

/** The protocol's limit, in bytes of UTF-8 (MQTT 3.1.1, section 1.5.3). */
const maxBytes = 65_535;

function isTooLong(topic: string): boolean {
  // A unit of UTF-16 is three bytes at most.
  return topic.length * 3 > maxBytes && Buffer.byteLength(topic) > maxBytes;
}

/** True if `filter` has a wildcard. */
export function isWildcard(filter: string): boolean {
  return filter.includes('+') || filter.includes('#');
}

/** True if the filter is well formed: `#` alone on the last level, `+` alone on its level, no NUL, not empty. */
export function isFilter(filter: string): boolean {
  if (filter === '' || isTooLong(filter) || filter.includes('\0')) return false;
  const levels = filter.split('/');
  return levels.every((level, at) => (level === '#' ? at === levels.length - 1 : level === '+' || !isWildcard(level)));
}

/** True if something can be published to `topic`. */
export function isTopic(topic: string): boolean {
  return topic !== '' && !isTooLong(topic) && !isWildcard(topic) && !topic.includes('\0');
}

/** True if a message to `topic` reaches a subscription to `filter`. A wildcard first level does not reach topics that begin with `$`. */
export function matches(filter: string, topic: string): boolean {
  if (topic.startsWith('$') && !filter.startsWith('$')) return false;
  return covers(filter, topic);
}

/** True if every topic that `wanted` reaches is reached by `granted` too: how the right to subscribe is decided. */
export function covers(granted: string, wanted: string): boolean {
  const grantedLevels = granted.split('/');
  const wantedLevels = wanted.split('/');
  for (const [at, level] of grantedLevels.entries()) {
    if (level === '#') return true;
    const other = wantedLevels[at];
    if (other === undefined || other === '#') return false;
    if (level !== '+' && level !== other) return false;
  }
  // "sport/#" also reaches "sport": the parent level (section 4.7.1.2), so "sport" does not cover "sport/#".
  return grantedLevels.length === wantedLevels.length;
}
