import { css, html, LitElement } from 'lit';
import { base } from '../styles/index.ts';

/** The outline of what is being loaded. */
export class CSkeleton extends LitElement {
  static override properties = { rows: { type: Number }, tiles: { type: Boolean } };
  static override styles = [
    base,
    css`
      div {
        display: grid;
        gap: var(--space-3);
      }
      .tiles {
        grid-template-columns: repeat(auto-fill, minmax(min(100%, 260px), 1fr));
      }
      i {
        height: 60px;
        border-radius: var(--radius-m);
        background: var(--surface-sunken);
        animation: breathe 1.2s ease-in-out infinite alternate;
      }
      .tiles i {
        height: 128px;
        border-radius: var(--radius-l);
      }
      @keyframes breathe {
        to {
          opacity: 0.45;
        }
      }
      @media (prefers-reduced-motion: reduce) {
        i {
          animation: none;
        }
      }
    `,
  ];
  declare rows: number;
  declare tiles: boolean;

  constructor() {
    super();
    this.rows = 3;
    this.tiles = false;
  }

  protected override render() {
    return html`<div class=${this.tiles ? 'tiles' : ''} role="status" aria-label="Loading">
      ${Array.from({ length: this.rows }, () => html`<i></i>`)}
    </div>`;
  }
}
customElements.define('c-skeleton', CSkeleton);
declare global {
  interface HTMLElementTagNameMap {
    'c-skeleton': CSkeleton;
  }
}
