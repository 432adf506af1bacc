import { html, LitElement, nothing } from 'lit';
import { formatDuration, isMoment } from '../format.ts';
import { base } from '../styles/index.ts';

/** Beyond it nobody waits for the end, and the time of day says enough. */
const longestMs = 3_600_000;
/** A timer can't wait longer. */
const maxTimerMs = 2 ** 31 - 1;

/** Whether a value is a moment that is counted down to. */
export function isCountedDown(value: unknown, now: number): boolean {
  if (typeof value !== 'string' || !isMoment(value)) return false;
  const leftMs = Date.parse(value) - now;
  return leftMs > 0 && leftMs <= longestMs;
}

/** When what is drawn of a moment changes next; undefined: it is past, and nothing will. */
export function nextChangeMs(until: string, now: number): number | undefined {
  const leftMs = Date.parse(until) - now;
  if (!isMoment(until) || leftMs <= 0) return undefined;
  if (leftMs > longestMs) return Math.min(leftMs - longestMs, maxTimerMs);
  // At the next whole second of what is left, so that none is skipped.
  return leftMs % 1000 || 1000;
}

/** Counts down to a moment that is near, second by second: `3 min 12 s left`. Nothing when it is past or as long as it is far away. */
export class CTimeLeft extends LitElement {
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
    const now = Date.now();
    this.#wait(nextChangeMs(this.until, now));
    if (!isCountedDown(this.until, now)) return nothing;
    return html`<span class="soft small" role="timer">${formatDuration(Math.ceil((Date.parse(this.until) - now) / 1000))} left</span>`;
  }

  #wait(ms: number | undefined): void {
    clearTimeout(this.#timer);
    if (ms !== undefined && this.isConnected) this.#timer = setTimeout(() => this.requestUpdate(), ms);
  }
}
customElements.define('c-time-left', CTimeLeft);
declare global {
  interface HTMLElementTagNameMap {
    'c-time-left': CTimeLeft;
  }
}
