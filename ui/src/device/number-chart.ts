import { css, html, LitElement, unsafeCSS } from 'lit';
import uPlot from 'uplot';
import uPlotStyles from 'uplot/dist/uPlot.min.css?inline';
import type { HistoryPoint } from '../api/types.ts';
import { formatNumber } from '../format.ts';
import { base } from '../styles/index.ts';

const height = 240;

/** Numbers over time: the mean as a line, minimum to maximum as a band. */
export class NumberChart extends LitElement {
  static override properties = {
    points: { attribute: false },
    from: { attribute: false },
    to: { attribute: false },
    text: { attribute: false },
  };
  static override styles = [
    unsafeCSS(uPlotStyles),
    base,
    css`
      :host {
        display: block;
        min-width: 0;
      }
      .chart {
        min-height: ${height}px;
        overflow: hidden;
      }
      .u-legend {
        font-size: var(--text-s);
        text-align: left;
      }
      .u-legend .u-marker {
        border-radius: 50%;
      }
    `,
  ];
  declare points: readonly HistoryPoint[];
  declare from: number;
  declare to: number;
  declare text: (value: number) => string;
  #chart: uPlot | undefined;
  #observer: ResizeObserver | undefined;

  constructor() {
    super();
    this.points = [];
    this.from = 0;
    this.to = 0;
    this.text = String;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#observer?.disconnect();
    this.#chart?.destroy();
    this.#chart = undefined;
  }

  protected override render() {
    return html`<div class="chart" role="img" aria-label=${this.#summary()}></div>`;
  }

  protected override updated(): void {
    const box = this.renderRoot.querySelector<HTMLElement>('.chart');
    if (!box) return;
    this.#chart?.destroy();
    this.#observer?.disconnect();
    this.#chart = new uPlot(this.#options(box.clientWidth || 320), this.#data(), box);
    this.#observer = new ResizeObserver(() => this.#chart?.setSize({ width: box.clientWidth, height }));
    this.#observer.observe(box);
  }

  #data(): uPlot.AlignedData {
    const columns = [[], [], [], []] as [number[], number[], number[], number[]];
    for (const [at, low, mean, high] of this.points) {
      if (typeof low !== 'number' || typeof mean !== 'number' || typeof high !== 'number') continue;
      columns[0].push(Date.parse(String(at)) / 1000);
      columns[1].push(mean);
      columns[2].push(high);
      columns[3].push(low);
    }
    return columns;
  }

  #options(width: number): uPlot.Options {
    const style = getComputedStyle(this);
    // uPlot paints on a canvas, which knows no custom properties.
    const color = (name: string) => resolveColor(this.renderRoot, `var(${name})`) || style.color;
    const accent = color('--accent');
    const axis: uPlot.Axis = {
      stroke: color('--ink-soft'),
      grid: { stroke: color('--line'), width: 1 },
      ticks: { show: false },
      font: '12px system-ui',
    };
    const value = (_: uPlot, number: number | null) => (number === null ? '–' : this.text(number));
    return {
      width,
      height,
      scales: { x: { min: this.from / 1000, max: this.to / 1000 } },
      axes: [axis, { ...axis, size: 54, values: (_, ticks) => ticks.map((tick) => formatNumber(tick, 2)) }],
      series: [
        {},
        { label: 'Mean', stroke: accent, width: 2, value, points: { show: this.points.length < 3 } },
        { label: 'Highest', stroke: 'transparent', value, points: { show: false } },
        { label: 'Lowest', stroke: 'transparent', value, points: { show: false } },
      ],
      bands: [{ series: [2, 3], fill: `color-mix(in srgb, ${accent} 18%, transparent)` }],
      cursor: { y: false },
      legend: { live: true },
    };
  }

  #summary(): string {
    const lows = this.points.map(([, low]) => low).filter((low) => typeof low === 'number');
    const highs = this.points.map(([, , , high]) => high).filter((high) => typeof high === 'number');
    if (lows.length === 0) return 'No values';
    return `Between ${this.text(lows.reduce((a, b) => Math.min(a, b)))} and ${this.text(highs.reduce((a, b) => Math.max(a, b)))}`;
  }
}

function resolveColor(root: ParentNode, value: string): string {
  const probe = document.createElement('i');
  probe.style.color = value;
  root.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}

customElements.define('number-chart', NumberChart);
declare global {
  interface HTMLElementTagNameMap {
    'number-chart': NumberChart;
  }
}
