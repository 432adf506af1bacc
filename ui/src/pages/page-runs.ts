import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { listRuns } from '../api/rules.ts';
import type { Run } from '../api/types.ts';
import '../elements/c-chip.ts';
import '../elements/c-empty.ts';
import '../elements/c-icon.ts';
import '../elements/c-skeleton.ts';
import { formatAge, formatMilliseconds } from '../format.ts';
import { runStates } from '../rule/run-states.ts';
import { now } from '../state/clock.ts';
import { rules } from '../state/home.ts';
import { onRun } from '../state/live.ts';
import { watch } from '../state/store.ts';
import { base, buttons, layout } from '../styles/index.ts';
import { drawFailure } from './loaded.ts';

/** What one rule did, newest first; new runs come in by themselves. */
export class PageRuns extends LitElement {
  static override properties = { rule: { type: String }, runs: { state: true }, next: { state: true }, error: { state: true } };
  static override styles = [
    base,
    buttons,
    layout,
    css`
      li a {
        display: grid;
        grid-template-columns: 1fr auto;
        gap: 2px var(--space-3);
        padding: var(--space-3) 0;
        color: inherit;
        text-decoration: none;
      }
      li a:hover strong {
        text-decoration: underline;
      }
      strong {
        font-weight: 600;
        overflow-wrap: anywhere;
      }
    `,
  ];
  declare rule: string;
  declare runs: readonly Run[] | undefined;
  declare next: string | undefined;
  declare error: unknown;
  #end: (() => void) | undefined;

  constructor() {
    super();
    this.rule = '';
    this.runs = undefined;
    this.next = undefined;
    this.error = undefined;
    rules.want();
    watch(this, rules, now);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#end = onRun(({ rule }) => {
      if (rule === this.rule) void this.#load();
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#end?.();
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('rule')) void this.#load();
  }

  protected override render() {
    return html`<a class="back" href="/rules/${this.rule}"><c-icon name="back"></c-icon>${rules.find(this.rule)?.name ?? 'The rule'}</a>
      <div class="page-head"><h1>Runs</h1></div>
      ${this.#drawRuns()}`;
  }

  #drawRuns(): TemplateResult {
    if (this.error !== undefined) return drawFailure(this.error, () => void this.#load());
    if (!this.runs) return html`<c-skeleton></c-skeleton>`;
    if (this.runs.length === 0)
      return html`<c-empty
        icon="clock"
        heading="It has not run yet"
        text="Every run is kept with all that happened in it: what triggered it, what held, what was commanded."
      ></c-empty>`;
    return html`<section class="card narrow">
        <ul class="lines">
          ${this.runs.map(drawRun)}
        </ul>
      </section>
      ${this.next === undefined ? nothing : html`<br /><button type="button" @click=${() => void this.#loadMore()}>Show older</button>`}`;
  }

  async #load(): Promise<void> {
    try {
      const { items, next } = await listRuns(this.rule);
      this.runs = items;
      this.next = next;
      this.error = undefined;
    } catch (error) {
      this.error = error;
    }
  }

  async #loadMore(): Promise<void> {
    try {
      const { items, next } = await listRuns(this.rule, this.next);
      this.runs = [...(this.runs ?? []), ...items];
      this.next = next;
    } catch (error) {
      this.error = error;
    }
  }
}

function drawRun({ id, state, startedAt, finishedAt, trace }: Run): TemplateResult {
  const { text, tone } = runStates[state];
  return html`<li>
    <a href="/runs/${id}">
      <strong>${trace[0]?.summary ?? 'Started'}</strong><c-chip tone=${tone}>${text}</c-chip>
      <span class="soft small">${formatAge(startedAt, now.value)}</span>
      <span class="soft small number">${finishedAt ? formatMilliseconds(Date.parse(finishedAt) - Date.parse(startedAt)) : ''}</span>
    </a>
  </li>`;
}
customElements.define('page-runs', PageRuns);
