import { describe, expect, it } from 'vitest';
import { model } from './index.ts';
import { resolveCapability } from './resolve.ts';

describe('what an endpoint has', () => {
  it('is the core capability for a bare id', () => {
    expect(resolveCapability('lock', { attributes: {} })).toBe(model.lock);
    expect(resolveCapability('lock', { base: 'genericText', attributes: {} })).toBe(model.lock);
  });

  it('is the generic base for an extension', () => {
    expect(resolveCapability('com.acme:mood', { base: 'genericSelect', attributes: {} })).toBe(model.genericSelect);
  });

  it.each(['com.acme:mood', 'mood', 'constructor', ''])('is nothing for "%s" without a base', (id) => {
    expect(resolveCapability(id, { attributes: {} })).toBeUndefined();
  });
});
