import { css, html, LitElement, nothing } from 'lit';
import type { IconName } from '../icons.ts';
import { base } from '../styles/index.ts';
import './c-icon.ts';

export type Tone = 'plain' | 'good' | 'warn' | 'bad' | 'accent' | 'glow';

/** A word about a state; the tone underlines what the word already says. */
export class CChip extends LitElement {
  static override properties = { tone: { type: String }, icon: { type: String } };
  static override styles = [
    base,
    css`
      :host {
        display: inline-flex;
        max-width: 100%;
        vertical-align: middle;
      }
      span {
        display: inline-flex;
        align-items: center;
        gap: 4px;
        min-height: 24px;
        padding: 1px 9px;
        border-radius: var(--radius-full);
        background: var(--surface-sunken);
        color: var(--ink-soft);
        font-size: var(--text-xs);
        font-weight: 600;
        line-height: 1.3;
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
      [data-tone='accent'] {
        background: var(--accent-soft);
        color: var(--accent-soft-ink);
      }
      [data-tone='glow'] {
        background: var(--glow-soft);
        color: var(--glow-ink);
      }
    `,
  ];
  declare tone: Tone;
  declare icon: IconName | undefined;

  constructor() {
    super();
    this.tone = 'plain';
    this.icon = undefined;
  }

  protected override render() {
    return html`<span data-tone=${this.tone}>${this.icon ? html`<c-icon name=${this.icon}></c-icon>` : nothing}<slot></slot></span>`;
  }
}
customElements.define('c-chip', CChip);
declare global {
  interface HTMLElementTagNameMap {
    'c-chip': CChip;
  }
}
