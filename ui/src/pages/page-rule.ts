import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { findingsOf } from '../api/client.ts';
import { checkRule, createRule, deleteRule, getRule, replaceRule, runRule } from '../api/rules.ts';
import type { Rule } from '../api/types.ts';
import '../elements/c-icon.ts';
import '../elements/c-menu.ts';
import '../elements/c-notice.ts';
import '../elements/c-toggle.ts';
import { confirm } from '../elements/confirm.ts';
import { navigate } from '../navigation.ts';
import { draftOf, emptyDraft, hasSamePlaces, ruleOf, type Draft } from '../rule/draft.ts';
import { missingIn } from '../rule/missing.ts';
import '../rule/rule-form.ts';
import { attempt } from '../state/attempt.ts';
import { devices, rooms, rules } from '../state/home.ts';
import { capabilities } from '../state/model.ts';
import { may } from '../state/session.ts';
import { toast } from '../state/toasts.ts';
import { base, buttons, layout } from '../styles/index.ts';
import { Editing, type Checked } from './editing.ts';

/** Making a rule, or changing one. */
export class PageRule extends LitElement {
  static override properties = { rule: { type: String } };
  static override styles = [
    base,
    buttons,
    layout,
    css`
      :host {
        max-width: 860px;
      }
      c-notice {
        display: block;
        margin-bottom: var(--space-4);
      }
    `,
  ];
  /** The rule's id; empty makes a new one. */
  declare rule: string;
  readonly #editing = new Editing(this, {
    wanted: () => this.rule || undefined,
    load: getRule,
    draftOf: (rule: Rule | undefined) => (rule ? draftOf(rule) : emptyDraft),
    hasSamePlaces,
    told: (rule): Checked => ({ findings: rule?.problems ?? [], missing: [] }),
    check,
    save,
    refusedFor: findingsOf,
    saved: ({ id }) => {
      if (this.rule === '') navigate(`/rules/${id}`, { replace: true });
    },
    question: 'Leave without saving the rule?',
  });

  constructor() {
    super();
    this.rule = '';
    devices.want();
    rooms.want();
    capabilities.want();
  }

  protected override render() {
    return html`<a class="back" href="/rules"><c-icon name="back"></c-icon>Rules</a> ${this.#editing.draw(() => this.#drawForm())}`;
  }

  #drawForm(): TemplateResult {
    const { draft, stored, findings, isBusy } = this.#editing;
    return html`<div class="page-head" ?inert=${isBusy}>
        <h1>${stored?.name ?? 'New rule'}</h1>
        ${stored ? this.#drawTools(stored) : nothing}
      </div>
      ${this.#drawProblems()}
      <rule-form
        ?inert=${isBusy}
        .draft=${draft}
        .findings=${findings}
        @change=${(event: CustomEvent<Draft>) => this.#editing.change(event.detail)}
      ></rule-form>
      ${may('rules.manage') ? this.#editing.drawBar('Save rule', this.#drawSwitch()) : nothing}`;
  }

  #drawTools(rule: Rule): TemplateResult {
    return html`<a class="button" href="/rules/${rule.id}/runs"><c-icon name="clock"></c-icon>Runs</a> ${
        may('rules.manage')
          ? html`<button
                type="button"
                ?disabled=${!rule.enabled || this.#editing.isChanged}
                title=${this.#editing.isChanged ? 'Save it first' : 'Runs it without asking its conditions'}
                @click=${() => void this.#run()}
              >
                <c-icon name="play"></c-icon>Test run
              </button>
              <c-menu
                .label=${`More for ${rule.name}`}
                .items=${[{ text: 'Delete', icon: 'trash', isDangerous: true, run: () => void this.#delete(rule) }]}
              ></c-menu>`
          : nothing
      }`;
  }

  #drawProblems(): TemplateResult | typeof nothing {
    const count = this.#editing.stored?.problems.length ?? 0;
    if (count === 0 || this.#editing.isChanged) return nothing;
    return html`<c-notice tone="warn"
      >${count === 1 ? 'A part of this rule does' : 'Parts of this rule do'} not fit your home any more; it is marked below.</c-notice
    >`;
  }

  #drawSwitch(): TemplateResult {
    const { draft, isBusy } = this.#editing;
    return html`<label class="row" ?inert=${isBusy}
      ><c-toggle
        label="The rule is on"
        .checked=${draft.enabled}
        @change=${(event: CustomEvent<boolean>) => this.#editing.change({ ...draft, enabled: event.detail })}
      ></c-toggle
      >On</label
    >`;
  }

  async #run(): Promise<void> {
    await attempt(async () => {
      const run = await runRule(this.rule);
      navigate(`/runs/${run.id}`);
    });
  }

  async #delete({ id, name }: Rule): Promise<void> {
    if (!(await confirm({ heading: `Delete ${name}?`, text: 'What it did goes with it.', yes: 'Delete', isDangerous: true }))) return;
    if (!(await attempt(() => deleteRule(id), `${name} was deleted`))) return;
    this.#editing.giveUp();
    rules.remove(id);
    navigate('/rules');
  }
}

/** Without what is missing, the hub could not say for a part what it was meant to be. */
async function check(draft: Draft): Promise<Checked> {
  const missing = missingIn(draft);
  if (missing.length > 0) return { findings: [], missing };
  const { findings } = await checkRule(ruleOf(draft));
  return { findings, missing };
}

async function save(draft: Draft, stored: Rule | undefined): Promise<Rule> {
  const input = ruleOf(draft);
  const saved = stored ? await replaceRule(stored.id, input) : await createRule(input);
  rules.put(saved);
  toast(`${saved.name} was saved`, 'good');
  return saved;
}

customElements.define('page-rule', PageRule);
