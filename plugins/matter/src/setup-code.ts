import { AdoptionFailedError } from '@concord/sdk';
import { ManualPairingCodeCodec, QrPairingCodeCodec } from '@matter/main/types';

/** What a setup code says: the secret, and how to recognise the product it belongs to. */
export interface SetupCode {
  readonly passcode: number;
  /** All 12 bits; only a QR code has them. */
  readonly discriminator?: number;
  /** The upper 4 bits, which a manual code has. */
  readonly shortDiscriminator: number;
  readonly vendorId?: number;
  readonly productId?: number;
}

/** What a form may take: digits in groups, or the text of a QR code. */
export const setupCodePattern = '^\\s*([0-9][0-9 .-]{10,40}|[Mm][Tt]:[0-9A-Za-z.-]{19,})\\s*$';

const help = 'It is printed on the product or its packaging: 11 or 21 digits, or a QR code whose text begins with MT:.';

/**
 * Reads a manual pairing code (11 or 21 digits, spaces and dashes allowed) or the text of a QR code (Matter core specification, sections
 * 5.1.3 and 5.1.4). Throws `AdoptionFailedError` with a sentence that says what is wrong; never with the code itself.
 */
export function readSetupCode(input: string): SetupCode {
  const code = input.trim();
  return /^mt:/i.test(code) ? readQrCode(code.toUpperCase()) : readManualCode(code);
}

function readQrCode(code: string): SetupCode {
  const [payload] = decoded(() => QrPairingCodeCodec.decode(code), `This QR code can't be read; scan it again or type the digits. ${help}`);
  if (!payload) throw new AdoptionFailedError(`This QR code is empty. ${help}`);
  const { passcode, discriminator, vendorId, productId } = payload;
  return {
    passcode,
    discriminator,
    shortDiscriminator: discriminator >> 8,
    ...(vendorId !== 0 && { vendorId, productId }),
  };
}

function readManualCode(code: string): SetupCode {
  if (!/^[\d\s.-]+$/.test(code)) throw new AdoptionFailedError(`A setup code has digits only. ${help}`);
  const digits = code.replaceAll(/\D/g, '');
  if (digits.length !== 11 && digits.length !== 21) {
    throw new AdoptionFailedError(`This code has ${digits.length} digits; a setup code has 11 or 21. ${help}`);
  }
  const { passcode, shortDiscriminator, vendorId, productId } = decoded(
    () => ManualPairingCodeCodec.decode(digits),
    "A digit of this code is wrong, its check digit doesn't fit. Compare it with the product and type it again.",
  );
  if (shortDiscriminator === undefined) throw new AdoptionFailedError(`This code can't be read. ${help}`);
  return {
    passcode,
    shortDiscriminator,
    ...(vendorId !== undefined && { vendorId }),
    ...(productId !== undefined && { productId }),
  };
}

function decoded<T>(decode: () => T, problem: string): T {
  try {
    return decode();
  } catch (error) {
    // The cause stays out of the message: matter.js may quote the code, which is a secret.
    throw new AdoptionFailedError(problem, { cause: error });
  }
}
