import { X509Certificate } from 'node:crypto';
import { createSecureContext } from 'node:tls';
import { messageOf } from '@concord/sdk';
import { pemOf } from '../tls/pem-source.ts';
import { isPem } from '../tls/pem.ts';

/** PEM text, or the name of a file in the plugin's data folder. */
export interface TlsSource {
  readonly certificate: string;
  readonly key: string;
}

export interface TlsMaterial {
  readonly cert: string;
  readonly key: string;
}

/** True where a renewal can be found by looking again. */
export function isInFiles({ certificate, key }: TlsSource): boolean {
  return !isPem(certificate) || !isPem(key);
}

/** Reads certificate and key and tries them on each other. Fails with a sentence that says what to do; never with what is secret. */
export async function readTlsMaterial({ certificate, key }: TlsSource, dataFolder: string): Promise<TlsMaterial> {
  const cert = await pemOf('certificate', certificate, dataFolder);
  const secret = await pemOf('key', key, dataFolder);
  let parsed: X509Certificate;
  try {
    parsed = new X509Certificate(cert);
  } catch {
    throw new TypeError('the certificate is not PEM text: it begins with -----BEGIN CERTIFICATE-----');
  }
  try {
    createSecureContext({ cert, key: secret });
  } catch (error) {
    throw new TypeError(troubleOf(messageOf(error)), { cause: error });
  }
  if (Date.parse(parsed.validTo) < Date.now())
    throw new TypeError(`the certificate was valid until ${parsed.validTo}, and clients refuse it now: renew it`);
  return { cert, key: secret };
}

/** OpenSSL's words in those of whoever made the pair. */
function troubleOf(words: string): string {
  if (/mismatch/i.test(words)) return 'the key belongs to another certificate: give the pair that was made together';
  if (/passphrase|bad decrypt|interrupted/i.test(words)) return 'the key has a passphrase: give it without one';
  return `the key can't be used (${words}): give the private key of the certificate as PEM text, without a passphrase`;
}
