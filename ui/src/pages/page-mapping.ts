import { css, html, LitElement } from 'lit';
import { messageOf, type Finding } from '../api/client.ts';
import { checkMapping, listMappings, saveMapping } from '../api/mappings.ts';
import { emptyDraft, mappingOf, samplesOf, withoutMissing, type Draft } from '../by-hand/draft.ts';
import { listenFor } from '../by-hand/heard.ts';
import type { HandMapping, ValuePreview } from '../by-hand/mapping.ts';
import '../by-hand/mapping-form.ts';
import '../elements/c-empty.ts';
import '../elements/c-icon.ts';
import '../elements/c-save-bar.ts';
import '../elements/c-skeleton.ts';
import { guardLeaving, navigate } from '../navigation.ts';
import { capabilities } from '../state/model.ts';
import { toast } from '../state/toasts.ts';
import { base, buttons, layout } from '../styles/index.ts';
import { drawFailure } from './loaded.ts';

const checkAfterMs = 400;

/** Describing a product that announces nothing, or changing what was said of it. */
export class PageMapping extends LitElement {
  static override properties = {
    plugin: { type: String },
    mapping: { type: String },
    stored: { state: true },
    draft: { state: true },
    findings: { state: true },
    previews: { state: true },
    loadError: { state: true },
    error: { state: true },
    isBusy: { state: true },
    isChanged: { state: true },
    hasTried: { state: true },
  };
  static override styles = [
    base,
    buttons,
    layout,
    css`
      :host {
        max-width: 860px;
      }
    `,
  ];
  declare plugin: string;
  /** The key of the mapping; empty describes another product. */
  declare mapping: string;
  declare stored: HandMapping | undefined;
  declare draft: Draft;
  declare findings: readonly Finding[];
  declare previews: readonly ValuePreview[];
  declare loadError: unknown;
  declare error: unknown;
  declare isBusy: boolean;
  declare isChanged: boolean;
  declare hasTried: boolean;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #unguard: (() => void) | undefined;

  constructor() {
    super();
    this.plugin = '';
    this.mapping = '';
    this.stored = undefined;
    this.draft = emptyDraft;
    this.findings = [];
    this.previews = [];
    this.loadError = undefined;
    this.error = undefined;
    this.isBusy = false;
    this.isChanged = false;
    this.hasTried = false;
    capabilities.want();
    listenFor(this, () => this.plugin);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
    this.#unguard?.();
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('mapping') && this.mapping !== '' && this.mapping !== this.stored?.key) void this.#load();
  }

  protected override render() {
    if (this.loadError !== undefined) return drawFailure(this.loadError, () => void this.#load());
    if (this.mapping !== '' && !this.stored) return html`<c-skeleton .rows=${5}></c-skeleton>`;
    return html`<a class="back" href="/plugins/${this.plugin}/mappings"><c-icon name="back"></c-icon>Products that announce nothing</a>
      <div class="page-head"><h1>${this.stored?.name ?? 'Describe a product'}</h1></div>
      <mapping-form
        .draft=${this.draft}
        .findings=${this.hasTried ? this.findings : withoutMissing(this.findings)}
        .previews=${this.previews}
        @change=${(event: CustomEvent<Draft>) => this.#change(event.detail)}
      ></mapping-form>
      <c-save-bar
        .text=${this.#status()}
        .saveText=${this.isBusy ? 'Saving…' : 'Save'}
        .canDiscard=${this.stored !== undefined && this.isChanged}
        .canSave=${!this.isBusy && (this.stored === undefined || this.isChanged)}
        @discard=${() => this.#show(this.stored)}
        @save=${() => void this.#save()}
      ></c-save-bar>`;
  }

  #status(): string {
    if (this.error !== undefined) return messageOf(this.error);
    const { length: count } = this.hasTried ? this.findings : [];
    if (count > 0) return `${count === 1 ? 'One thing' : `${count} things`} to mend above`;
    return this.isChanged ? 'Not saved yet' : '';
  }

  async #load(): Promise<void> {
    this.loadError = undefined;
    try {
      const { mappings } = await listMappings(this.plugin);
      const found = mappings.find(({ key }) => key === this.mapping);
      if (!found) throw new Error('There is no such product any more. It may have been removed.');
      this.#show(found);
    } catch (error) {
      this.loadError = error;
    }
  }

  #show(mapping: HandMapping | undefined): void {
    this.stored = mapping;
    this.draft = mapping ?? emptyDraft;
    this.findings = [];
    this.error = undefined;
    this.isChanged = false;
    this.#unguard?.();
    void this.#check();
  }

  #change(draft: Draft): void {
    this.draft = draft;
    this.error = undefined;
    if (!this.isChanged) {
      this.isChanged = true;
      this.#unguard = guardLeaving('Leave without saving?');
    }
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#check(), checkAfterMs);
  }

  async #check(): Promise<void> {
    const { draft } = this;
    try {
      const { findings, values } = await checkMapping(this.plugin, mappingOf(draft), samplesOf(draft));
      // Another letter was typed meanwhile, and is checked by itself.
      if (this.draft !== draft) return;
      this.findings = findings;
      this.previews = values;
    } catch (error) {
      if (this.draft === draft) this.error = error;
    }
  }

  async #save(): Promise<void> {
    clearTimeout(this.#timer);
    this.hasTried = true;
    this.isBusy = true;
    try {
      await this.#check();
      if (this.findings.length > 0 || this.error !== undefined) return;
      const { mapping } = await saveMapping(this.plugin, mappingOf(this.draft), samplesOf(this.draft));
      this.#unguard?.();
      toast(`${mapping.name} was saved`, 'good');
      navigate(`/plugins/${this.plugin}/mappings`, { replace: this.mapping === '' });
    } catch (error) {
      this.error = error;
    } finally {
      this.isBusy = false;
    }
  }
}
customElements.define('page-mapping', PageMapping);
