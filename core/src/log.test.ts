import { describe, expect, it } from 'vitest';
import { createLog } from './log.ts';

describe('the log', () => {
  it('is JSON without the secrets that a careless line holds', () => {
    let text = '';
    const log = createLog({ level: 'info', format: 'json' }, { write: (line) => void (text += line) });
    log.info({ password: 'hunter2', request: { authorization: 'Bearer hunter2' }, token: 'hunter2' }, 'hello');
    log.debug('not this');
    expect(text).not.toContain('hunter2');
    expect(text.trim().split('\n')).toHaveLength(1);
    expect(JSON.parse(text)).toMatchObject({ msg: 'hello', password: '[secret]', request: { authorization: '[secret]' } });
  });
});
