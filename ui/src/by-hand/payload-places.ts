const maxPlaces = 24;
const maxDepth = 6;

/** A place in a JSON payload that holds one value, and the template that reads it. */
interface PayloadPlace {
  readonly path: string;
  readonly template: string;
  readonly value: unknown;
}

type Step = string | number;

/** The places of a payload; `leftOut`: how many more there are than a person would look through. */
export function placesIn(payload: string): { readonly places: readonly PayloadPlace[]; readonly leftOut: number } {
  const all = [...leaves(parsed(payload), [])].filter(({ steps }) => steps.length > 0 && steps.every(isPlain));
  const places = all
    .slice(0, maxPlaces)
    .map(({ steps, value }) => ({ path: steps.join('.'), template: `{{ value_json${steps.map(stepText).join('')} }}`, value }));
  return { places, leftOut: all.length - places.length };
}

function parsed(payload: string): unknown {
  try {
    return JSON.parse(payload);
  } catch {
    return undefined;
  }
}

function* leaves(value: unknown, steps: readonly Step[]): Iterable<{ readonly steps: readonly Step[]; readonly value: unknown }> {
  if (typeof value !== 'object' || value === null) yield { steps, value };
  else if (steps.length < maxDepth)
    for (const [name, inner] of Object.entries(value)) yield* leaves(inner, [...steps, Array.isArray(value) ? Number(name) : name]);
}

/** What a template can name without signs that stand for others. */
function isPlain(step: Step): boolean {
  return typeof step === 'number' || !/['\\]/.test(step);
}

function stepText(step: Step): string {
  if (typeof step === 'number') return `[${step}]`;
  return /^[A-Za-z_]\w*$/.test(step) ? `.${step}` : `['${step}']`;
}
