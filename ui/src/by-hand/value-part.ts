import { css, html, LitElement, type CSSResultGroup, type PropertyValues, type TemplateResult } from 'lit';
import type { ValuePreview, Word } from '../api/mappings.ts';
import type { Finding } from '../api/client.ts';
import type { Capability } from '../api/types.ts';
import type { Shape } from '../model/shape.ts';
import { Shown } from '../schema/shown.ts';
import { capabilities } from '../state/model.ts';
import { watch } from '../state/store.ts';
import { base, buttons, forms } from '../styles/index.ts';
import type { DraftSample, DraftValue } from './draft.ts';
import { attributeShape } from './members.ts';
import { wordsLike } from './word-pairs.ts';

/** What all editors of a part of a value share: its findings at their places, and how it is changed. Fires `change` with the value. */
export abstract class ValuePart extends LitElement {
  static override properties = {
    value: { attribute: false },
    preview: { attribute: false },
    sample: { attribute: false },
    findings: { attribute: false },
  };
  static override styles: CSSResultGroup = [
    base,
    buttons,
    forms,
    css`
      :host,
      .whole {
        display: grid;
        gap: var(--space-4);
        min-width: 0;
      }
      .pair {
        display: grid;
        gap: var(--space-4);
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 220px), 1fr));
      }
      .part {
        padding-top: var(--space-4);
        border-top: 1px solid var(--line);
      }
      .places {
        display: flex;
        flex-wrap: wrap;
        gap: 6px;
      }
      textarea {
        min-height: 56px;
      }
      label.row {
        min-height: var(--touch);
      }
      .row input {
        width: 20px;
        height: 20px;
        accent-color: var(--accent);
      }
      details .part,
      .more {
        margin-top: var(--space-3);
      }
    `,
  ];
  declare value: DraftValue;
  declare preview: ValuePreview | undefined;
  /** What it is tried on, where that was chosen or written. */
  declare sample: DraftSample | undefined;
  declare findings: readonly Finding[];
  /** Gives each field that is drawn its findings. */
  protected shown = new Shown([]);

  constructor() {
    super();
    this.preview = undefined;
    this.sample = undefined;
    this.findings = [];
    watch(this, capabilities);
  }

  protected override willUpdate(_changed: PropertyValues): void {
    this.shown = new Shown(this.findings);
  }

  protected get definition(): Capability | undefined {
    return capabilities.find(this.value.capability);
  }

  protected get shape(): Shape | undefined {
    return attributeShape(this.value, this.definition);
  }

  protected tick(text: string, checked: boolean, change: (checked: boolean) => void): TemplateResult {
    return html`<label class="row"
      ><input type="checkbox" .checked=${checked} @change=${({ target }: Event) => change((target as HTMLInputElement).checked)} /><span
        class="grow"
        >${text}</span
      ></label
    >`;
  }

  /** Of a yes or no the words that were heard are set down: they are sent, too. */
  protected wordsHeard(value: DraftValue, heard: string): { readonly words?: readonly Word[] } {
    if (value.words.length > 0 || attributeShape(value, capabilities.find(value.capability))?.type !== 'boolean') return {};
    return { words: wordsLike(heard) };
  }

  protected change(part: Partial<DraftValue>): void {
    this.value = { ...this.value, ...part };
    this.dispatchEvent(new CustomEvent('change', { detail: this.value }));
  }
}
