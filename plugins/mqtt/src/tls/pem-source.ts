import { readFile } from 'node:fs/promises';
import { isAbsolute, resolve, sep } from 'node:path';
import { messageOf } from '@concord/sdk';
import { isPem, readPem } from './pem.ts';

/** Reads what is given as PEM text or as the name of a file in the plugin's data folder. Fails with a sentence that says what to do. */
export async function pemOf(what: string, given: string, dataFolder: string): Promise<string> {
  if (isPem(given)) return readPem(given);
  const file = resolve(dataFolder, given);
  if (isAbsolute(given) || !file.startsWith(dataFolder + sep))
    throw new TypeError(
      `the ${what} is neither PEM text nor the name of a file in the folder ${dataFolder}, the only one the plugin may read`,
    );
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new TypeError(`the file ${file} with the ${what} can't be read: ${messageOf(error)}`, { cause: error });
  }
}
