import { describe, expect, it } from 'vitest';
import { Availability } from './availability.ts';

describe('Availability', () => {
  function started(isReachable = true) {
    const told: string[] = [];
    return { told, availability: new Availability((state) => told.push(state), isReachable) };
  }

  it('is online with the broker where no part says anything', () => {
    const { told, availability } = started();
    availability.sayAgain();
    availability.reach(false);
    availability.reach(true);
    expect(told).toEqual(['online', 'offline', 'online']);
  });

  it('is unknown until a part says so, or anything is heard', () => {
    const { told, availability } = started();
    availability.expect('a');
    availability.sayAgain();
    expect(told).toEqual([]);
    availability.heard();
    availability.say('a', false);
    availability.say('a', true);
    expect(told).toEqual(['online', 'offline', 'online']);
  });

  it('is offline while nobody announces it, whatever its parts said', () => {
    const { told, availability } = started();
    availability.say('a', true);
    availability.withdraw(true);
    availability.reach(true);
    availability.withdraw(false);
    expect(told).toEqual(['online', 'offline', 'online']);
  });

  it('is online while any part is', () => {
    const { told, availability } = started();
    availability.say('a', true);
    availability.say('b', false);
    availability.say('a', false);
    expect(told).toEqual(['online', 'offline']);
  });
});
