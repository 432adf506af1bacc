import { closestMatch } from 'leven';

const longestName = 100;

/** What to add to "there is no such name": `; did you mean "temperature"?`, or '' where nothing known is like it. */
export function didYouMean(name: string, known: Iterable<string>): string {
  if (name === '' || name.length > longestName) return '';
  const names = [...known];
  const wanted = name.toLowerCase();
  const lower = names.map((one) => one.toLowerCase());
  const like = closestMatch(wanted, lower, { maxDistance: Math.floor((name.length + 1) / 3) }) ?? lower.find((one) => isPart(wanted, one));
  return like === undefined ? '' : `; did you mean ${JSON.stringify(names[lower.indexOf(like)])}?`;
}

const shortestPart = 3;

function isPart(name: string, known: string): boolean {
  return name.length >= shortestPart && known.includes(name);
}
