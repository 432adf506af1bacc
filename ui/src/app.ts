import { html, LitElement, nothing, type TemplateResult } from 'lit';
import './elements/c-icon.ts';
import './elements/c-toasts.ts';
import { navigate, path } from './navigation.ts';
import { match, placeOf, places, type Match } from './routes.ts';
import { messageOf } from './api/client.ts';
import { feedState, startLive, stopLive } from './state/live.ts';
import { askSession, may, session } from './state/session.ts';
import { watch } from './state/store.ts';
import { app } from './styles/app.ts';
import { base, buttons } from './styles/index.ts';

/** The page as a whole: who is there, where they are, and the way to everywhere else. */
export class ConcordApp extends LitElement {
  static override properties = { shown: { state: true }, failed: { state: true }, isLost: { state: true } };
  static override styles = [base, buttons, app];
  declare shown: Match | undefined;
  declare failed: unknown;
  declare isLost: boolean;
  #wanted: Match | undefined;
  #lostTimer: ReturnType<typeof setTimeout> | undefined;
  #wasIn = false;

  constructor() {
    super();
    this.shown = undefined;
    this.failed = undefined;
    this.isLost = false;
    watch(this, session);
    path.listen(() => void this.#go());
    session.listen(() => this.#onSession());
    feedState.listen(() => this.#onFeed());
  }

  protected override firstUpdated(): void {
    void this.#go();
    void askSession();
  }

  protected override render() {
    return html`${this.#drawState()}<c-toasts></c-toasts>`;
  }

  #drawState(): TemplateResult {
    const { value } = session;
    switch (value.state) {
      case 'asking':
        return html`<div class="alone" role="status" aria-label="Loading"></div>`;
      case 'failed':
        return html`<main class="alone">
          <h1>The hub can't be reached</h1>
          <p class="soft">${messageOf(value.error)}</p>
          <button class="primary" type="button" @click=${() => void askSession()}>Try again</button>
        </main>`;
      case 'setUp':
        void import('./pages/page-set-up.ts');
        return html`<page-set-up></page-set-up>`;
      case 'signedOut':
        void import('./pages/page-log-in.ts');
        return html`<page-log-in></page-log-in>`;
      case 'signedIn':
        return this.#drawHome();
    }
  }

  #drawHome(): TemplateResult {
    const current = placeOf(path.value);
    return html`<a class="skip" href="#main" @click=${this.#skip}>Skip to the content</a>
      <nav aria-label="Main">
        <div class="brand" aria-hidden="true"><img src="/icon.svg" alt="" />Concord</div>
        ${places
          .filter(({ right }) => may(right))
          .map(
            ({ href, text, icon, wideOnly }) =>
              html`<a href=${href} class=${wideOnly ? 'wide' : ''} aria-current=${href === current ? 'page' : nothing}
                ><c-icon name=${icon}></c-icon>${text}</a
              >`,
          )}
      </nav>
      <div class="with-rail">
        ${this.isLost ? html`<div class="lost" role="status"><c-icon name="offline"></c-icon>No connection to the hub. What you see may be old.</div>` : nothing}
        <main id="main" tabindex="-1">${this.#drawPage()}</main>
      </div>`;
  }

  #drawPage(): TemplateResult | typeof nothing {
    if (this.failed !== undefined) {
      return html`<div class="alone">
        <h1>This page could not be loaded</h1>
        <p class="soft">${messageOf(this.failed)}</p>
        <button class="primary" type="button" @click=${() => location.reload()}>Load anew</button>
      </div>`;
    }
    if (!match(path.value)) {
      return html`<div class="alone">
        <h1>There is nothing here</h1>
        <p class="soft">The address may be old, or mistyped.</p>
        <a class="button primary" href="/">To your home</a>
      </div>`;
    }
    if (!this.shown) return nothing;
    const { route, params } = this.shown;
    if (!route.right || may(route.right)) return route.draw(params);
    return html`<div class="alone">
      <h1>${route.title}</h1>
      <p class="soft">You may not do this. The owner of the home can.</p>
      <a class="button primary" href="/">To your home</a>
    </div>`;
  }

  // The page before stays until the code of the next is there: no flash of nothing.
  async #go(): Promise<void> {
    const next = match(path.value);
    this.#wanted = next;
    this.failed = undefined;
    document.title = next && next.route.path !== '/' ? `${next.route.title} · Concord` : 'Concord';
    if (next) {
      try {
        await next.route.load();
      } catch (error) {
        if (this.#wanted === next) this.failed = error;
        return;
      }
    }
    if (this.#wanted !== next) return;
    const moved = this.shown !== undefined && this.shown.route !== next?.route;
    this.shown = next;
    this.requestUpdate();
    if (!moved) return;
    await this.updateComplete;
    this.renderRoot.querySelector('main')?.focus({ preventScroll: true });
  }

  #onSession(): void {
    const isIn = session.value.state === 'signedIn';
    if (isIn && !this.#wasIn) startLive();
    if (!isIn && this.#wasIn) {
      stopLive();
      navigate('/', { replace: true });
    }
    this.#wasIn = isIn;
  }

  // A line that is back within a moment is nobody's news.
  #onFeed(): void {
    clearTimeout(this.#lostTimer);
    if (feedState.value === 'open') this.isLost = false;
    else if (feedState.value === 'lost') this.#lostTimer = setTimeout(() => (this.isLost = true), 1500);
  }

  readonly #skip = (event: Event): void => {
    event.preventDefault();
    this.renderRoot.querySelector('main')?.focus();
  };
}
customElements.define('concord-app', ConcordApp);
