import { expect, it } from 'vitest';
import { VersionChoice } from './protocol-version.ts';

it.each([
  ['begins with 5', undefined, [], 5],
  ['goes to 3.1.1 where a broker of 3.1.1 refuses 5', undefined, [1], 4],
  ['goes to 3.1.1 where a broker of 5 refuses it', undefined, [0x84], 4],
  ['comes back where both are refused', undefined, [1, 0x84], 5],
  ['takes one silent end for an accident', undefined, [undefined], 5],
  ['takes two for a refusal', undefined, [undefined, undefined], 4],
  ['does not count silent ends that are not in a row', undefined, [undefined, 'ECONNREFUSED', undefined], 5],
  ['stays where the password is wrong', undefined, [5, 0x86, 0x87], 5],
  ['stays with what the settings say', '3.1.1', [1, 0x84, undefined, undefined], 4],
  ['stays with what the settings say', '5', [1, 0x84, undefined, undefined], 5],
] as const)('%s', (_what, wanted, refusals, version) => {
  const choice = new VersionChoice(wanted);
  for (const code of refusals) choice.refused(code);
  expect(choice.version).toBe(version);
});
