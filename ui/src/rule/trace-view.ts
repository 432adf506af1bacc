import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import type { Run, TraceStep } from '../api/types.ts';
import '../elements/c-chip.ts';
import '../elements/c-icon.ts';
import { formatMilliseconds, formatTime, formatValue, humanize } from '../format.ts';
import { base } from '../styles/index.ts';
import { outcomes, stepIcons } from './run-states.ts';

interface Seen {
  readonly fact: string;
  readonly params?: { readonly device?: string; readonly capability?: string; readonly attribute?: string };
  readonly operator: string;
  readonly wanted: unknown;
  readonly seen: unknown;
  readonly met: boolean;
}

const operators: Readonly<Record<string, string>> = {
  equal: 'is',
  notEqual: 'is not',
  lessThan: 'less than',
  lessThanInclusive: 'at most',
  greaterThan: 'more than',
  greaterThanInclusive: 'at least',
  in: 'one of',
  notIn: 'none of',
};

/** All that happened in a run, line by line. */
export class TraceView extends LitElement {
  static override properties = { run: { attribute: false }, nameOf: { attribute: false } };
  static override styles = [
    base,
    css`
      li {
        position: relative;
        display: grid;
        grid-template-columns: 40px 1fr;
        gap: var(--space-3);
        padding-bottom: var(--space-4);
      }
      li:not(:last-child)::before {
        content: '';
        position: absolute;
        left: 19px;
        top: 40px;
        bottom: 0;
        width: 2px;
        background: var(--line);
      }
      .mark {
        display: grid;
        place-items: center;
        width: 40px;
        height: 40px;
        border-radius: 50%;
        background: var(--surface-sunken);
        color: var(--ink-soft);
      }
      [data-outcome='done'] .mark,
      [data-outcome='met'] .mark {
        background: var(--good-soft);
        color: var(--good);
      }
      [data-outcome='failed'] .mark {
        background: var(--bad-soft);
        color: var(--bad);
      }
      [data-outcome='pending'] .mark,
      [data-outcome='waiting'] .mark {
        background: var(--accent-soft);
        color: var(--accent-soft-ink);
      }
      .what {
        min-width: 0;
        padding-top: 8px;
        overflow-wrap: anywhere;
      }
      .facts {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--space-1) var(--space-2);
        margin-top: 3px;
        color: var(--ink-soft);
        font-size: var(--text-s);
      }
      .failure {
        color: var(--bad);
      }
      .seen {
        display: grid;
        gap: var(--space-1);
        margin-top: var(--space-2);
        font-size: var(--text-s);
      }
      .seen p {
        display: flex;
        align-items: baseline;
        gap: var(--space-2);
      }
    `,
  ];
  declare run: Run;
  declare nameOf: (device: string) => string;

  protected override render() {
    return html`<ol>
      ${this.run.trace.map((step) => this.#drawStep(step))}
    </ol>`;
  }

  #drawStep(step: TraceStep): TemplateResult {
    const { detail = {}, outcome } = step;
    const chip = outcomes[outcome];
    const offset = Date.parse(step.at) - Date.parse(this.run.startedAt);
    const seen = step.step === 'conditions' && Array.isArray(detail['seen']) ? (detail['seen'] as Seen[]) : [];
    return html`<li data-outcome=${outcome}>
      <span class="mark"><c-icon name=${stepIcons[step.step]}></c-icon></span>
      <div class="what">
        <div>${step.device ? html`<a href="/devices/${step.device}">${step.summary}</a>` : step.summary}</div>
        <div class="facts">
          ${step.step === 'trigger' || step.step === 'resumed' ? nothing : html`<c-chip tone=${chip.tone}>${chip.text}</c-chip>`}
          ${took(step)}<span class="number" title=${formatTime(step.at)}
            >${offset <= 0 ? formatTime(step.at) : `+${formatMilliseconds(offset)}`}</span
          >
          ${typeof detail['until'] === 'string' && outcome === 'waiting' ? html`<span>until ${formatTime(detail['until'])}</span>` : nothing}
        </div>
        ${typeof detail['error'] === 'string' ? html`<p class="failure small">${detail['error']}</p>` : nothing}
        ${seen.length > 0 ? html`<div class="seen">${seen.map((item) => this.#drawSeen(item))}</div>` : nothing}
      </div>
    </li>`;
  }

  #drawSeen({ fact, params = {}, operator, wanted, seen, met }: Seen): TemplateResult {
    const what = params.device ? `${this.nameOf(params.device)}: ${humanize(params.attribute ?? '').toLowerCase()}` : humanize(fact);
    return html`<p>
      <c-chip tone=${met ? 'good' : 'plain'} icon=${met ? 'check' : 'close'}>${met ? 'held' : 'did not hold'}</c-chip>
      <span
        >${what} was <strong>${formatValue(seen)}</strong>
        <span class="soft">(wanted ${operators[operator] ?? operator} ${formatValue(wanted)})</span></span
      >
    </p>`;
  }
}

/** How soon the device confirmed. */
function took({ step, detail = {} }: TraceStep): TemplateResult | typeof nothing {
  const { tookMs, confirmation } = detail;
  if (step !== 'command' || typeof tookMs !== 'number') return nothing;
  const how = confirmation === 'reported' ? 'reported back after' : confirmation === 'acknowledged' ? 'confirmed after' : 'assumed after';
  return html`<span class="number">${how} ${formatMilliseconds(tookMs)}</span>`;
}

customElements.define('trace-view', TraceView);
declare global {
  interface HTMLElementTagNameMap {
    'trace-view': TraceView;
  }
}
