import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';

const executablePath = process.env['CHROME'] ?? '/usr/bin/chromium';
const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The browser that the tests drive. */
export function launchBrowser(): Promise<Browser> {
  if (!existsSync(executablePath)) {
    throw new Error(
      `There is no browser at ${executablePath}. On Debian: apt-get install chromium. Elsewhere name one in the variable CHROME.`,
    );
  }
  if (!existsSync(join(import.meta.dirname, '../dist/index.html'))) throw new Error('The page is not built. Build it: npm run build -w ui');
  return chromium.launch({ executablePath, args });
}
