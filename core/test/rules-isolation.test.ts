import { describe, expect, it } from 'vitest';
import { startHome, switchOn, turned } from './rules-home.ts';

describe('a rule that fails when it hears a change', () => {
  it('is reported, and the next one hears it', async () => {
    const first = startHome();
    const lamp = first.describe('lamp');
    const other = first.describe('other');
    // As an older hub took it, which did not look at durations.
    const { id } = first.rules.create({
      name: 'Broken',
      triggers: [{ ...turned(lamp, true), for: 'PT1S' }],
      actions: [switchOn(other)],
    });
    first.database.exec(`UPDATE rules SET document = replace(document, 'PT1S', 'P') WHERE id = '${id}'`);
    await first.stop();

    const again = startHome({ data: first.data });
    const sound = again.rules.create({ name: 'Sound', triggers: [turned(lamp, true)], actions: [switchOn(other)] });
    again.describe('lamp');
    again.describe('other');
    again.report('lamp', 'switch', { on: true });
    expect((await again.ended(sound.id))[0]?.state).toBe('done');
    expect(again.errors).toEqual([expect.any(RangeError)]);
  });
});
