import { css, html, LitElement } from 'lit';
import { styled } from '../elements/styled.ts';
import type { HistoryPoint } from '../api/types.ts';
import { formatDuration, formatTime, formatValue } from '../format.ts';
import { base } from '../styles/index.ts';

interface Span {
  readonly value: unknown;
  readonly from: number;
  readonly to: number;
}

/** States over time: a bar in which each lasts as long as it did, and the list of changes. */
export class StateTimeline extends LitElement {
  static override properties = {
    points: { attribute: false },
    from: { attribute: false },
    to: { attribute: false },
    attribute: { type: String },
  };
  static override styles = [
    base,
    css`
      .bar {
        position: relative;
        height: 40px;
        border-radius: var(--radius-s);
        background: var(--surface-sunken);
        overflow: hidden;
      }
      .bar i {
        position: absolute;
        top: 0;
        bottom: 0;
        min-width: 1px;
      }
      .ends {
        display: flex;
        justify-content: space-between;
        margin: var(--space-1) 0 var(--space-3);
      }
      li {
        display: flex;
        gap: var(--space-3);
        align-items: center;
        padding: var(--space-2) 0;
        border-top: 1px solid var(--line);
      }
      li i {
        width: 12px;
        height: 12px;
        flex: none;
        border-radius: 50%;
      }
      ol {
        max-height: 320px;
        overflow: auto;
      }
    `,
  ];
  declare points: readonly HistoryPoint[];
  declare from: number;
  declare to: number;
  declare attribute: string;

  constructor() {
    super();
    this.points = [];
    this.from = 0;
    this.to = 0;
    this.attribute = '';
  }

  protected override render() {
    const spans = spansOf(this.points, this.from, this.to);
    const total = this.to - this.from || 1;
    const words = (value: unknown) => formatValue(value, undefined, this.attribute);
    const colors = colorsOf(spans);
    return html`<div class="bar" role="img" aria-label="States over time, listed below">
        ${spans.map(
          ({ value, from, to }) =>
            html`<i
              title="${words(value)}, from ${formatTime(from)}"
              ${styled({ left: `${((from - this.from) / total) * 100}%`, width: `${((to - from) / total) * 100}%`, background: colors.get(JSON.stringify(value)) ?? '' })}
            ></i>`,
        )}
      </div>
      <div class="ends soft small"><span>${formatTime(this.from)}</span><span>now</span></div>
      <ol>
        ${spans
          .toReversed()
          .slice(0, 50)
          .map(
            ({ value, from, to }) =>
              html`<li>
                <i ${styled({ background: colors.get(JSON.stringify(value)) ?? '' })}></i><strong class="grow">${words(value)}</strong
                ><span class="soft small number">${formatTime(from)} · ${formatDuration((to - from) / 1000)}</span>
              </li>`,
          )}
      </ol>`;
  }
}

function spansOf(points: readonly HistoryPoint[], from: number, to: number): Span[] {
  return points.flatMap(([at, value], index) => {
    const next = points[index + 1];
    const start = Math.max(Date.parse(String(at)), from);
    const end = next ? Math.max(Date.parse(String(next[0])), from) : to;
    return end > start ? [{ value, from: start, to: end }] : [];
  });
}

const palette = ['var(--accent)', 'var(--glow)', 'var(--cool)', 'var(--warm)', 'var(--good)', 'var(--ink-faint)'];

// Off, closed, no and unknown stay grey, so that colour means that something is.
const quiet = new Set(['false', 'null', '"off"', '"closed"', '"idle"', '"normal"', '"locked"', '"stopped"']);
function colorsOf(spans: readonly Span[]): ReadonlyMap<string, string> {
  const colors = new Map<string, string>();
  let next = 0;
  for (const { value } of spans) {
    const key = JSON.stringify(value);
    if (!colors.has(key)) colors.set(key, quiet.has(key) ? 'var(--surface-sunken)' : (palette[next++ % palette.length] ?? ''));
  }
  return colors;
}

customElements.define('state-timeline', StateTimeline);
declare global {
  interface HTMLElementTagNameMap {
    'state-timeline': StateTimeline;
  }
}
