import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { findingsOf, messageOf, type Finding } from '../api/client.ts';
import { checkRule, createRule, deleteRule, getRule, replaceRule, runRule } from '../api/rules.ts';
import type { Rule } from '../api/types.ts';
import '../elements/c-empty.ts';
import '../elements/c-icon.ts';
import '../elements/c-menu.ts';
import '../elements/c-notice.ts';
import '../elements/c-save-bar.ts';
import '../elements/c-skeleton.ts';
import '../elements/c-toggle.ts';
import { confirm } from '../elements/confirm.ts';
import { guardLeaving, navigate } from '../navigation.ts';
import { draftOf, emptyDraft, ruleOf, type Draft } from '../rule/draft.ts';
import { missingIn } from '../rule/missing.ts';
import '../rule/rule-form.ts';
import { attempt } from '../state/attempt.ts';
import { devices, rooms, rules } from '../state/home.ts';
import { capabilities } from '../state/model.ts';
import { may } from '../state/session.ts';
import { toast } from '../state/toasts.ts';
import { base, buttons, layout } from '../styles/index.ts';
import { drawFailure } from './loaded.ts';

const checkAfterMs = 500;

/** Making a rule, or changing one. */
export class PageRule extends LitElement {
  static override properties = {
    rule: { type: String },
    stored: { state: true },
    draft: { state: true },
    findings: { state: true },
    loadError: { state: true },
    saveError: { state: true },
    isChanged: { state: true },
    isBusy: { state: true },
  };
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
  declare stored: Rule | undefined;
  declare draft: Draft;
  declare findings: readonly Finding[];
  declare loadError: unknown;
  declare saveError: unknown;
  declare isChanged: boolean;
  declare isBusy: boolean;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #hasTried = false;
  #unguard: (() => void) | undefined;

  constructor() {
    super();
    this.rule = '';
    this.stored = undefined;
    this.draft = emptyDraft;
    this.findings = [];
    this.loadError = undefined;
    this.saveError = undefined;
    this.isChanged = false;
    this.isBusy = false;
    devices.want();
    rooms.want();
    capabilities.want();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
    this.#unguard?.();
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (!changed.has('rule')) return;
    if (this.rule !== '' && this.rule !== this.stored?.id) void this.#load();
    if (this.rule === '' && this.stored) this.#show(undefined);
  }

  protected override render() {
    if (this.loadError !== undefined) return drawFailure(this.loadError, () => void this.#load());
    if (this.rule !== '' && !this.stored) return html`<c-skeleton .rows=${5}></c-skeleton>`;
    return html`<a class="back" href="/rules"><c-icon name="back"></c-icon>Rules</a>
      <div class="page-head">
        <h1>${this.stored?.name ?? 'New rule'}</h1>
        ${this.stored ? this.#drawTools(this.stored) : nothing}
      </div>
      ${this.#drawProblems()}
      <rule-form .draft=${this.draft} .findings=${this.findings} @change=${this.#onChange}></rule-form>
      ${may('rules.manage') ? this.#drawBar() : nothing}`;
  }

  #drawTools(rule: Rule): TemplateResult {
    return html`<a class="button" href="/rules/${rule.id}/runs"><c-icon name="clock"></c-icon>Runs</a> ${
        may('rules.manage')
          ? html`<button
                type="button"
                ?disabled=${!rule.enabled || this.isChanged}
                title=${this.isChanged ? 'Save it first' : 'Runs it without asking its conditions'}
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
    const count = this.stored?.problems.length ?? 0;
    if (count === 0 || this.isChanged) return nothing;
    return html`<c-notice tone="warn"
      >${count === 1 ? 'A part of this rule does' : 'Parts of this rule do'} not fit your home any more; it is marked below.</c-notice
    >`;
  }

  #drawBar(): TemplateResult {
    return html`<c-save-bar
      .text=${this.#status()}
      .saveText=${'Save rule'}
      .canDiscard=${this.isChanged && this.stored !== undefined}
      .canSave=${!this.isBusy && (this.isChanged || this.stored === undefined)}
      @discard=${() => this.#show(this.stored)}
      @save=${() => void this.#save()}
      ><label class="row"
        ><c-toggle
          label="The rule is on"
          .checked=${this.draft.enabled}
          @change=${(event: CustomEvent<boolean>) => this.#change({ ...this.draft, enabled: event.detail })}
        ></c-toggle
        >On</label
      ></c-save-bar
    >`;
  }

  #status(): string {
    const { length: count } = this.findings;
    if (count > 0) return `${count === 1 ? 'One thing' : `${count} things`} to mend above`;
    if (this.saveError !== undefined) return messageOf(this.saveError);
    return this.isChanged ? 'Not saved yet' : '';
  }

  async #load(): Promise<void> {
    this.loadError = undefined;
    try {
      this.#show(await getRule(this.rule));
    } catch (error) {
      this.loadError = error;
    }
  }

  #show(rule: Rule | undefined): void {
    this.stored = rule;
    this.draft = rule ? draftOf(rule) : emptyDraft;
    this.findings = rule?.problems ?? [];
    this.saveError = undefined;
    this.isChanged = false;
    this.#hasTried = rule !== undefined;
    this.#unguard?.();
  }

  readonly #onChange = (event: CustomEvent<Draft>): void => this.#change(event.detail);

  #change(draft: Draft): void {
    this.draft = draft;
    this.saveError = undefined;
    if (!this.isChanged) {
      this.isChanged = true;
      this.#unguard = guardLeaving('Leave without saving the rule?');
    }
    // Nobody wants to be told of what they have not filled in yet.
    if (!this.#hasTried) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#check(), checkAfterMs);
  }

  async #check(): Promise<void> {
    const { draft } = this;
    try {
      const findings = await findingsIn(draft);
      if (this.draft === draft) this.findings = findings;
    } catch (error) {
      this.saveError = error;
    }
  }

  async #save(): Promise<void> {
    clearTimeout(this.#timer);
    this.#hasTried = true;
    this.isBusy = true;
    try {
      const input = ruleOf(this.draft);
      this.findings = await findingsIn(this.draft);
      if (this.findings.length > 0) return this.#showFirst();
      const saved = this.stored ? await replaceRule(this.stored.id, input) : await createRule(input);
      rules.put(saved);
      this.#show(saved);
      toast(`${saved.name} was saved`, 'good');
      if (this.rule === '') navigate(`/rules/${saved.id}`, { replace: true });
    } catch (error) {
      this.saveError = error;
      this.findings = findingsOf(error);
    } finally {
      this.isBusy = false;
    }
  }

  #showFirst(): void {
    void this.updateComplete.then(() => this.renderRoot.querySelector('rule-form')?.scrollIntoView({ block: 'start' }));
  }

  async #run(): Promise<void> {
    await attempt(async () => {
      const run = await runRule(this.rule);
      navigate(`/runs/${run.id}`);
    });
  }

  async #delete({ id, name }: Rule): Promise<void> {
    if (!(await confirm({ heading: `Delete ${name}?`, text: 'What it did goes with it.', yes: 'Delete', isDangerous: true }))) return;
    this.#unguard?.();
    if (!(await attempt(() => deleteRule(id), `${name} was deleted`))) return;
    rules.remove(id);
    navigate('/rules');
  }
}
/** What keeps a draft from being saved: what is missing, or else what the hub would refuse. */
async function findingsIn(draft: Draft): Promise<readonly Finding[]> {
  const missing = missingIn(draft);
  if (missing.length > 0) return missing;
  const { findings } = await checkRule(ruleOf(draft));
  return findings;
}

customElements.define('page-rule', PageRule);
