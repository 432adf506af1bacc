import { css, html, LitElement } from 'lit';
import { findingsOf } from '../api/client.ts';
import { checkMapping, listMappings, saveMapping, type HandMapping } from '../api/mappings.ts';
import { draftOf, mappingOf, type Draft } from '../by-hand/draft.ts';
import { listenFor } from '../by-hand/heard.ts';
import '../by-hand/mapping-form.ts';
import { samplesOf } from '../by-hand/samples.ts';
import '../elements/c-icon.ts';
import { navigate } from '../navigation.ts';
import { below, partMissing } from '../schema/pointer.ts';
import { capabilities } from '../state/model.ts';
import { watch } from '../state/store.ts';
import { toast } from '../state/toasts.ts';
import { base, buttons, layout } from '../styles/index.ts';
import { Editing } from './editing.ts';
import { drawLoaded } from './loaded.ts';

const findCapability = (id: string) => capabilities.find(id);

/** Writing a mapping by hand, or changing one. */
export class PageMapping extends LitElement {
  static override properties = { plugin: { type: String }, mapping: { type: String } };
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
  readonly #editing = new Editing(this, {
    wanted: () => this.mapping || undefined,
    load: (key) => this.#load(key),
    draftOf,
    hasSamePlaces: (before, after) => before.values.length === after.values.length,
    check: (draft) => this.#check(draft),
    save: (draft) => this.#save(draft),
    refusedFor: (error) => below(findingsOf(error), '/mapping'),
    saved: () => navigate(`/plugins/${this.plugin}/mappings`, { replace: this.mapping === '' }),
    question: 'Leave without saving?',
  });

  constructor() {
    super();
    this.plugin = '';
    this.mapping = '';
    capabilities.want();
    watch(this, capabilities);
    listenFor(this, () => this.plugin);
  }

  protected override render() {
    return html`<a class="back" href="/plugins/${this.plugin}/mappings"><c-icon name="back"></c-icon>Products that announce nothing</a>
      ${this.#editing.draw(() => drawLoaded(capabilities, () => this.#drawForm()))}`;
  }

  #drawForm() {
    const { draft, stored, findings, answer, isBusy } = this.#editing;
    return html`<div class="page-head"><h1>${stored?.name ?? 'Describe a product'}</h1></div>
      <mapping-form
        ?inert=${isBusy}
        .draft=${draft}
        .findings=${findings}
        .previews=${answer?.values ?? []}
        @change=${(event: CustomEvent<Draft>) => this.#editing.change(event.detail)}
      ></mapping-form>
      ${this.#editing.drawBar('Save')}`;
  }

  async #load(key: string): Promise<HandMapping> {
    const { mappings } = await listMappings(this.plugin);
    const found = mappings.find((mapping) => mapping.key === key);
    if (!found) throw new Error('There is no such product any more. It may have been removed.');
    return found;
  }

  async #check(draft: Draft) {
    const mapping = mappingOf(draft, findCapability);
    const { findings, values } = await checkMapping(this.plugin, mapping, samplesOf(draft));
    return { ...partMissing(findings, mapping), values };
  }

  async #save(draft: Draft): Promise<HandMapping> {
    const { mapping } = await saveMapping(this.plugin, mappingOf(draft, findCapability), samplesOf(draft));
    toast(`${mapping.name} was saved`, 'good');
    return mapping;
  }
}
customElements.define('page-mapping', PageMapping);
