import { describe, expect, it } from 'vitest';
import { model } from '../capabilities/index.ts';
import { isRepeatable, riskOfCommand } from './command-risk.ts';
import type { CapabilityDefinition, Risk } from './capability.ts';

const { level: light, lock, thermostatSchedule: schedule } = model;

describe('one command', () => {
  it.each<
    [what: string, definition: CapabilityDefinition, command: string, args: Record<string, unknown>, risk: Risk, repeatable: boolean]
  >([
    ['is harmless, and may be sent again, as its capability says', light, 'set', { level: 40 }, 'none', true],
    ['is of unknown effect where it sets what only its maker knows', light, 'set', { 'acme:siren': true }, 'harm', false],
    ['is of unknown effect beside what the model knows', light, 'set', { level: 40, 'acme:siren': true }, 'harm', false],
    ['keeps the risk of its capability', lock, 'set', { 'acme:siren': true }, lock.risk, false],
    ['may be sent again where it is called repeatable', schedule, 'activate', { id: 'week' }, 'none', true],
    ['may not where nobody calls it so', light, 'step', {}, 'none', false],
    ['is none for a name that every object has', light, 'constructor', {}, 'none', false],
  ])('%s', (_, definition, command, args, risk, repeatable) => {
    expect(riskOfCommand(definition, command, args)).toBe(risk);
    expect(isRepeatable(definition, command, args)).toBe(repeatable);
  });
});
