import type { Browser, BrowserContext, Page } from 'playwright-core';
import { expect } from 'vitest';
import { launchBrowser } from './browser.ts';
import { temporaryFolder, TestHub, type RunningHub } from './hub.ts';

export const owner = { name: 'Ada', password: 'correct horse battery' } as const;

type StartHub<Hub> = (data: string, http?: string) => Promise<Hub>;

/** A hub, and a browser with its page. */
export class TestHome<Hub extends RunningHub = TestHub> {
  hub: Hub;
  readonly page: Page;
  readonly context: BrowserContext;
  /** What the browser complained about: errors of scripts, and of the content security policy. */
  readonly complaints: string[] = [];
  readonly #start: StartHub<Hub>;
  readonly #browser: Browser;
  readonly #folder: Awaited<ReturnType<typeof temporaryFolder>>;

  private constructor(
    start: StartHub<Hub>,
    hub: Hub,
    browser: Browser,
    context: BrowserContext,
    page: Page,
    folder: Awaited<ReturnType<typeof temporaryFolder>>,
  ) {
    this.#start = start;
    this.hub = hub;
    this.#browser = browser;
    this.context = context;
    this.page = page;
    this.#folder = folder;
    page.on('pageerror', (error) => this.complaints.push(error.message));
    page.on('console', (message) => {
      // The browser itself reports every refusal of the hub, wanted ones too, and a hub that is away.
      const isNetwork = /Failed to load resource|WebSocket connection to/.test(message.text());
      if (message.type() === 'error' && !isNetwork) this.complaints.push(message.text());
    });
  }

  static open(): Promise<TestHome> {
    return TestHome.with((data, http) => TestHub.start({ data, ...(http !== undefined && { http }) }));
  }

  /** With the hub that `start` starts: in a folder for its data, and where it was before, at the address that it had. */
  static async with<Hub extends RunningHub>(start: StartHub<Hub>): Promise<TestHome<Hub>> {
    const folder = await temporaryFolder();
    const hub = await start(folder.path);
    const browser = await launchBrowser();
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, baseURL: hub.url, reducedMotion: 'reduce' });
    const page = await context.newPage();
    return new TestHome(start, hub, browser, context, page, folder);
  }

  /** Makes the owner by the API, and logs the browser in. */
  async signIn(): Promise<void> {
    await this.api('POST', '/setup', { code: this.hub.setUpCode, ...owner });
    await this.page.goto('/');
    await this.page.getByRole('navigation', { name: 'Main' }).waitFor();
  }

  /** Asks the hub as the page would. */
  async api<Answer>(method: string, path: string, data?: unknown): Promise<Answer> {
    const response = await this.context.request.fetch(`/api/v1${path}`, {
      method,
      headers: { origin: this.hub.url },
      ...(data !== undefined && { data }),
    });
    expect(response.ok(), `${method} ${path}: ${await response.text()}`).toBe(true);
    return response.status() === 204 ? (null as Answer) : ((await response.json()) as Answer);
  }

  /** Stops the hub and starts it anew on the same port with the same home. */
  async restartHub(whileAway: () => Promise<void>): Promise<void> {
    const { host } = new URL(this.hub.url);
    await this.hub.stop();
    await whileAway();
    this.hub = await this.#start(this.#folder.path, host);
  }

  async close(): Promise<void> {
    await this.#browser.close();
    await this.hub.stop();
    await this.#folder[Symbol.asyncDispose]();
  }
}

/** How far the page scrolls sideways: not at all. */
export function sidewaysScroll(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}
