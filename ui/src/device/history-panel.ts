import { Task } from '@lit/task';
import { css, html, LitElement } from 'lit';
import { getHistory } from '../api/history.ts';
import type { History } from '../api/types.ts';
import '../elements/c-empty.ts';
import '../elements/c-skeleton.ts';
import { formatQuantity } from '../format.ts';
import { drawFailure } from '../pages/loaded.ts';
import { base, buttons, layout } from '../styles/index.ts';
import './number-chart.ts';
import './state-timeline.ts';

export interface HistoryPlace {
  readonly endpoint: string;
  readonly capability: string;
  readonly attribute: string;
  readonly title: string;
}

const dayMs = 86_400_000;
const ranges = [
  ['day', 'Day', dayMs],
  ['week', 'Week', 7 * dayMs],
  ['month', 'Month', 30 * dayMs],
] as const;
type Range = (typeof ranges)[number][0];

/** What one attribute was, over a day, a week or a month. */
export class HistoryPanel extends LitElement {
  static override properties = { device: { type: String }, place: { attribute: false }, range: { state: true } };
  static override styles = [
    base,
    buttons,
    layout,
    css`
      .ranges {
        display: flex;
        gap: 2px;
        padding: 3px;
        border-radius: var(--radius-m);
        background: var(--surface-sunken);
      }
      .ranges button {
        min-height: 36px;
        border-color: transparent;
        background: transparent;
        border-radius: var(--radius-s);
        font-size: var(--text-s);
      }
      .ranges [aria-pressed='true'] {
        background: var(--surface-raised);
        box-shadow: var(--shadow-1);
      }
      .section-head {
        flex-wrap: wrap;
      }
    `,
  ];
  declare device: string;
  declare place: HistoryPlace | undefined;
  declare range: Range;
  readonly #history = new Task(this, {
    args: () => [this.device, this.place, this.range] as const,
    task: async ([device, place, range], { signal }) => {
      if (!place) return undefined;
      const { endpoint, capability, attribute } = place;
      const to = Date.now();
      const from = to - (ranges.find(([id]) => id === range)?.[2] ?? dayMs);
      const query = {
        device,
        endpoint,
        capability,
        attribute,
        from: new Date(from).toISOString(),
        to: new Date(to).toISOString(),
        points: 300,
      };
      return { from, to, history: await getHistory(query, signal) };
    },
  });

  constructor() {
    super();
    this.device = '';
    this.place = undefined;
    this.range = 'day';
  }

  protected override render() {
    return html`<section class="card" aria-labelledby="history">
      <div class="section-head">
        <h2 id="history">History${this.place ? `: ${this.place.title}` : ''}</h2>
        <div class="ranges" role="group" aria-label="Range">
          ${ranges.map(([id, text]) => html`<button type="button" aria-pressed=${this.range === id} @click=${() => (this.range = id)}>${text}</button>`)}
        </div>
      </div>
      ${this.#history.render({
        initial: () => html`<c-skeleton .rows=${1}></c-skeleton>`,
        pending: () => html`<c-skeleton .rows=${2}></c-skeleton>`,
        error: (error) => drawFailure(error, () => void this.#history.run()),
        complete: (answer) => (answer ? this.#draw(answer.history, answer.from, answer.to) : html``),
      })}
    </section>`;
  }

  #draw({ unit, points }: History, from: number, to: number) {
    if (points.length === 0)
      return html`<c-empty icon="clock" heading="Nothing recorded" text="No value was kept in this time."></c-empty>`;
    if (points.some((point) => point.length === 4)) {
      return html`<number-chart
        .points=${points}
        .from=${from}
        .to=${to}
        .text=${(value: number) => formatQuantity(value, unit)}
      ></number-chart>`;
    }
    return html`<state-timeline .points=${points} .from=${from} .to=${to} .attribute=${this.place?.attribute ?? ''}></state-timeline>`;
  }
}
customElements.define('history-panel', HistoryPanel);
declare global {
  interface HTMLElementTagNameMap {
    'history-panel': HistoryPanel;
  }
}
