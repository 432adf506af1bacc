import { css, html, LitElement } from 'lit';
import type { IconName } from '../icons.ts';
import { base } from '../styles/index.ts';
import './c-icon.ts';

export type NoticeTone = 'info' | 'good' | 'warn' | 'bad';
const icons: Readonly<Record<NoticeTone, IconName>> = { info: 'info', good: 'check', warn: 'alert', bad: 'alert' };

/** A box that tells something about the page or a form. */
export class CNotice extends LitElement {
  static override properties = { tone: { type: String } };
  static override styles = [
    base,
    css`
      .box {
        display: flex;
        gap: var(--space-3);
        padding: var(--space-3) var(--space-4);
        border-radius: var(--radius-m);
        background: var(--accent-soft);
        color: var(--accent-soft-ink);
        overflow-wrap: anywhere;
      }
      .text {
        flex: 1;
        min-width: 0;
      }
      [data-tone='good'] {
        background: var(--good-soft);
        color: var(--good);
      }
      [data-tone='warn'] {
        background: var(--warn-soft);
        color: var(--warn);
      }
      [data-tone='bad'] {
        background: var(--bad-soft);
        color: var(--bad);
      }
    `,
  ];
  declare tone: NoticeTone;

  constructor() {
    super();
    this.tone = 'info';
  }

  protected override render() {
    return html`<div class="box" data-tone=${this.tone} role=${this.tone === 'bad' ? 'alert' : 'status'}>
      <c-icon name=${icons[this.tone]}></c-icon>
      <div class="text"><slot></slot></div>
    </div>`;
  }
}
customElements.define('c-notice', CNotice);
declare global {
  interface HTMLElementTagNameMap {
    'c-notice': CNotice;
  }
}
