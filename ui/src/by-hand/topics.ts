/** Whether a message to `topic` reaches who listens to `filter` (MQTT 3.1.1, section 4.7). */
export function reaches(filter: string, topic: string): boolean {
  if (topic.startsWith('$') && !filter.startsWith('$')) return false;
  const levels = topic.split('/');
  const wanted = filter.split('/');
  const end = wanted.indexOf('#');
  const isOver = end < 0 ? levels.length === wanted.length : levels.length >= end;
  return isOver && wanted.slice(0, end < 0 ? undefined : end).every((level, index) => level === '+' || level === levels[index]);
}
