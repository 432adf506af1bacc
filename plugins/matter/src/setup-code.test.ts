import { describe, expect, it } from 'vitest';
import { readSetupCode, setupCodePattern } from './setup-code.ts';

describe('a setup code', () => {
  it.each([
    ['11 digits', '34970112332', { passcode: 20202021, shortDiscriminator: 15 }],
    ['digits in groups', ' 3497-011-2332 ', { passcode: 20202021, shortDiscriminator: 15 }],
    ['digits with spaces', '3497 011 2332', { passcode: 20202021, shortDiscriminator: 15 }],
    [
      'a QR code',
      'MT:-24J0AFN00KA0648G00',
      { passcode: 20202021, shortDiscriminator: 15, discriminator: 3840, vendorId: 65521, productId: 32769 },
    ],
    ['a QR code in small letters', 'mt:-24j0afn00ka0648g00', { passcode: 20202021, discriminator: 3840 }],
  ])('is read as %s', (_name, code, expected) => {
    expect(readSetupCode(code)).toMatchObject(expected);
    expect(code).toMatch(new RegExp(setupCodePattern));
  });

  it.each([
    ['a wrong check digit', '34970112333', /digit of this code is wrong/],
    ['too few digits', '3497011233', /10 digits/],
    ['too many digits', '349701123321', /12 digits/],
    ['letters', '3497o112332', /digits only/],
    ['nothing', '', /digits only/],
    ['a damaged QR code', 'MT:-24J0AFN00KA', /QR code/],
    ['a QR code of nothing', 'MT:', /QR code/],
    ['a QR code with foreign characters', 'MT:-24J0AFN00KA0648Gäö', /QR code/],
    ['a passcode that is forbidden', '00000000000', /wrong/],
  ])('is refused for %s, without telling the code', (_name, code, message) => {
    const read = () => readSetupCode(code);
    expect(read).toThrow(message);
    expect(read).toThrow(expect.objectContaining({ code: 'adoption-failed' }));
    if (code.length > 3) expect(read).not.toThrow(code);
  });
});
