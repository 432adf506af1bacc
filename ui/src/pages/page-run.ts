import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { getRun, runRule } from '../api/rules.ts';
import type { Run } from '../api/types.ts';
import '../elements/c-chip.ts';
import '../elements/c-icon.ts';
import '../elements/c-skeleton.ts';
import { formatMilliseconds, formatTime } from '../format.ts';
import { navigate } from '../navigation.ts';
import { runStates } from '../rule/run-states.ts';
import '../rule/trace-view.ts';
import { attempt } from '../state/attempt.ts';
import { devices } from '../state/home.ts';
import { onRun } from '../state/live.ts';
import { may } from '../state/session.ts';
import { watch } from '../state/store.ts';
import { base, buttons, layout } from '../styles/index.ts';
import { drawFailure } from './loaded.ts';

/** One run with its trace, live while it runs. */
export class PageRun extends LitElement {
  static override properties = { run: { type: String }, shown: { state: true }, error: { state: true } };
  static override styles = [
    base,
    buttons,
    layout,
    css`
      .facts {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-2) var(--space-4);
        align-items: center;
        margin-bottom: var(--space-4);
      }
    `,
  ];
  declare run: string;
  declare shown: Run | undefined;
  declare error: unknown;
  #end: (() => void) | undefined;

  constructor() {
    super();
    this.run = '';
    this.shown = undefined;
    this.error = undefined;
    devices.want();
    watch(this, devices);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#end = onRun(({ id }) => {
      if (id === this.run) void this.#load();
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#end?.();
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('run')) void this.#load();
  }

  protected override render() {
    if (this.error !== undefined) return drawFailure(this.error, () => void this.#load());
    if (!this.shown) return html`<c-skeleton .rows=${5}></c-skeleton>`;
    return this.#draw(this.shown);
  }

  #draw(run: Run): TemplateResult {
    const { text, tone } = runStates[run.state];
    return html`<a class="back" href="/rules/${run.rule}/runs"><c-icon name="back"></c-icon>Runs</a>
      <div class="page-head">
        <h1>${run.ruleName}</h1>
        <a class="button" href="/rules/${run.rule}"><c-icon name="edit"></c-icon>Rule</a>
        ${may('rules.manage') ? html`<button type="button" @click=${() => void this.#again(run)}><c-icon name="play"></c-icon>Run again</button>` : nothing}
      </div>
      <section class="card narrow">
        <div class="facts" role="status">
          <c-chip tone=${tone}>${text}</c-chip>
          <span class="soft small">${formatTime(run.startedAt)}</span>
          ${run.finishedAt ? html`<span class="soft small">took ${formatMilliseconds(Date.parse(run.finishedAt) - Date.parse(run.startedAt))}</span>` : nothing}
          ${run.person ? html`<c-chip icon="people">${run.person.name}</c-chip>` : nothing}
        </div>
        <trace-view .run=${run} .nameOf=${(device: string) => devices.find(device)?.name ?? 'a device that is gone'}></trace-view>
      </section>`;
  }

  async #load(): Promise<void> {
    const wanted = this.run;
    try {
      const run = await getRun(wanted);
      if (wanted === this.run) this.shown = run;
      this.error = undefined;
    } catch (error) {
      this.error = error;
    }
  }

  async #again({ rule }: Run): Promise<void> {
    await attempt(async () => {
      const run = await runRule(rule);
      navigate(`/runs/${run.id}`);
    });
  }
}
customElements.define('page-run', PageRun);
