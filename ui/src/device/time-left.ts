import { html, LitElement, nothing } from 'lit';
import { formatDuration, isMoment } from '../format.ts';
import { base } from '../styles/index.ts';

/** Beyond it nobody waits for the end, and the time of day says enough. */
const longestMs = 3_600_000;

/** Whether a value is a moment that is counted down to. */
export function isCountedDown(value: unknown, now: number): boolean {
  if (typeof value !== 'string' || !isMoment(value)) return false;
  const leftMs = Date.parse(value) - now;
  return leftMs > 0 && leftMs <= longestMs;
}

/** Counts down to a moment that is near, second by second: `3 min 12 s left`. Nothing when it is past or far away. */
export class TimeLeft extends LitElement {
  static override properties = { until: { type: String } };
  static override styles = [base];
  /** ISO 8601. */
  declare until: string;
  #timer: ReturnType<typeof setTimeout> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  protected override render() {
    clearTimeout(this.#timer);
    const now = Date.now();
    if (!isCountedDown(this.until, now)) return nothing;
    const leftMs = Date.parse(this.until) - now;
    // At the next whole second of what is left, so that none is skipped.
    if (this.isConnected) this.#timer = setTimeout(() => this.requestUpdate(), leftMs % 1000 || 1000);
    return html`<span class="soft small" role="timer">${formatDuration(Math.ceil(leftMs / 1000))} left</span>`;
  }
}
customElements.define('time-left', TimeLeft);
declare global {
  interface HTMLElementTagNameMap {
    'time-left': TimeLeft;
  }
}
