import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import type { Plugin } from '../api/types.ts';
import '../elements/c-chip.ts';
import '../elements/c-empty.ts';
import '../elements/c-icon.ts';
import { formatBytes } from '../format.ts';
import { pluginStates } from '../plugin/state.ts';
import { plugins } from '../state/home.ts';
import { watch } from '../state/store.ts';
import { base, buttons, layout } from '../styles/index.ts';
import { drawLoaded } from './loaded.ts';

/** The programs that speak products' languages, and how they are. */
export class PagePlugins extends LitElement {
  static override styles = [
    base,
    buttons,
    layout,
    css`
      .grid {
        display: grid;
        gap: var(--space-3);
        grid-template-columns: repeat(auto-fill, minmax(min(100%, 320px), 1fr));
      }
      article {
        position: relative;
        display: grid;
        gap: var(--space-2);
        align-content: start;
      }
      h2 a {
        color: inherit;
        text-decoration: none;
      }
      h2 a::after {
        content: '';
        position: absolute;
        inset: 0;
        border-radius: var(--radius-l);
      }
      article:hover {
        border-color: var(--edge);
      }
      .facts {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-1) var(--space-4);
      }
    `,
  ];

  constructor() {
    super();
    watch(this, plugins);
    plugins.want();
  }

  protected override render() {
    return html`<div class="page-head"><h1>Plugins</h1></div>
      ${drawLoaded(plugins, (items) =>
        items.length === 0
          ? html`<c-empty
              icon="plugins"
              heading="No plugins"
              text="A plugin speaks the language of one family of products. This hub has none installed."
            ></c-empty>`
          : html`<div class="grid">${items.map(drawPlugin)}</div>`,
      )}`;
  }
}

function drawPlugin({ id, name, description, state, reason, devices, diagnostics, restarts, residentBytes }: Plugin): TemplateResult {
  const { text, tone } = pluginStates[state];
  return html`<article class="card">
    <div class="row">
      <h2 class="grow"><a href="/plugins/${id}">${name}</a></h2>
      <c-chip tone=${tone}>${text}</c-chip>
    </div>
    ${description ? html`<p class="soft small">${description}</p>` : nothing}
    ${reason && state !== 'running' ? html`<p class="small">${reason}</p>` : nothing}
    <p class="facts soft small">
      <span>${devices === 1 ? '1 device' : `${devices} devices`}</span>
      ${residentBytes === undefined ? nothing : html`<span>${formatBytes(residentBytes)}</span>`}
      ${restarts > 0 ? html`<span>${restarts === 1 ? '1 restart' : `${restarts} restarts`}</span>` : nothing}
      ${diagnostics.length > 0 ? html`<span>${diagnostics.length === 1 ? '1 remark' : `${diagnostics.length} remarks`}</span>` : nothing}
    </p>
  </article>`;
}
customElements.define('page-plugins', PagePlugins);
