import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { replaceRule, runRule } from '../api/rules.ts';
import type { Rule } from '../api/types.ts';
import '../elements/c-chip.ts';
import '../elements/c-empty.ts';
import '../elements/c-icon.ts';
import '../elements/c-toggle.ts';
import { formatAge } from '../format.ts';
import { navigate } from '../navigation.ts';
import { draftOf, ruleOf } from '../rule/draft.ts';
import { runStates } from '../rule/run-states.ts';
import { attempt } from '../state/attempt.ts';
import { now } from '../state/clock.ts';
import { rules } from '../state/home.ts';
import { may } from '../state/session.ts';
import { watch } from '../state/store.ts';
import { base, buttons, layout } from '../styles/index.ts';
import { drawLoaded } from './loaded.ts';

/** The rules, whether they are on, and how their last run went. */
export class PageRules extends LitElement {
  static override styles = [
    base,
    buttons,
    layout,
    css`
      .rule {
        position: relative;
        display: flex;
        align-items: center;
        gap: var(--space-2) var(--space-3);
        flex-wrap: wrap;
        padding: var(--space-3) var(--space-4);
        border-radius: var(--radius-l);
      }
      .rule:hover {
        border-color: var(--edge);
      }
      .text {
        flex: 1 1 180px;
        min-width: 0;
      }
      h2 a {
        color: inherit;
        text-decoration: none;
        overflow-wrap: anywhere;
      }
      h2 a::after {
        content: '';
        position: absolute;
        inset: 0;
        border-radius: var(--radius-l);
      }
      .tools {
        position: relative;
        z-index: 1;
        display: flex;
        align-items: center;
        gap: var(--space-2);
      }
      .last {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--space-1) var(--space-2);
        margin-top: 2px;
      }
      .last a {
        position: relative;
        z-index: 1;
      }
      .off h2 {
        color: var(--ink-soft);
      }
    `,
  ];

  constructor() {
    super();
    watch(this, rules, now);
    rules.want();
  }

  protected override render() {
    const add = may('rules.manage') ? html`<a class="button primary" href="/rules/new"><c-icon name="plus"></c-icon>New rule</a>` : nothing;
    return html`<div class="page-head">
        <h1>Rules</h1>
        ${add}
      </div>
      ${drawLoaded(rules, (items) =>
        items.length === 0
          ? html`<c-empty
              icon="rules"
              heading="No rules yet"
              text="A rule lets devices work together: when the door is unlocked, heat the living room."
            ></c-empty>`
          : html`<div class="stack">${items.toSorted((a, b) => a.name.localeCompare(b.name)).map((rule) => this.#drawRule(rule))}</div>`,
      )}`;
  }

  #drawRule(rule: Rule): TemplateResult {
    const { id, name, enabled, problems, lastRun } = rule;
    return html`<article class="card rule ${enabled ? '' : 'off'}">
      <div class="text">
        <h2><a href="/rules/${id}">${name}</a></h2>
        <div class="last small soft">
          ${problems.length > 0 ? html`<c-chip tone="bad" icon="alert">${problems.length === 1 ? '1 problem' : `${problems.length} problems`}</c-chip>` : nothing}
          ${
            lastRun
              ? html`<c-chip tone=${runStates[lastRun.state as keyof typeof runStates]?.tone ?? 'plain'}
                    >${runStates[lastRun.state as keyof typeof runStates]?.text ?? lastRun.state}</c-chip
                  >
                  <a href="/runs/${lastRun.id}">${formatAge(lastRun.at, now.value)}</a>`
              : 'Has not run yet'
          }
        </div>
      </div>
      ${
        may('rules.manage')
          ? html`<div class="tools">
              <button
                class="plain icon"
                type="button"
                title="Run it now"
                aria-label="Run ${name} now"
                ?disabled=${!enabled}
                @click=${() => void this.#run(rule)}
              >
                <c-icon name="play"></c-icon>
              </button>
              <c-toggle
                .label=${`${name} is on`}
                .checked=${enabled}
                @change=${(event: CustomEvent<boolean>) => void this.#enable(rule, event.detail)}
              ></c-toggle>
            </div>`
          : nothing
      }
    </article>`;
  }

  async #enable(rule: Rule, enabled: boolean): Promise<void> {
    await attempt(async () => rules.put(await replaceRule(rule.id, { ...ruleOf(draftOf(rule)), enabled })));
  }

  async #run({ id }: Rule): Promise<void> {
    await attempt(async () => {
      const run = await runRule(id);
      navigate(`/runs/${run.id}`);
    });
  }
}
customElements.define('page-rules', PageRules);
