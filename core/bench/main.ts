/**
 * `npm run bench [-- road|start|rules|validation …]`: what the hub costs, each figure beside something to compare it with. Nothing here is a test:
 * machines are noisy, so read ratios and medians.
 */
import { benchRoad } from './road.ts';
import { benchRules } from './rules.ts';
import { benchStart } from './start.ts';
import { benchValidation } from './validation.ts';

const sections: Readonly<Record<string, () => Promise<void>>> = {
  start: benchStart,
  validation: benchValidation,
  rules: benchRules,
  road: benchRoad,
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in sections));
if (unknown.length > 0) {
  console.error(`There is no benchmark "${unknown.join('", "')}": choose from ${Object.keys(sections).join(', ')}.`);
  process.exit(2);
}
for (const [name, run] of Object.entries(sections)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  console.log(`\n# ${name}`);
  await run();
}
