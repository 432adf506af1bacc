import { css, html, LitElement, nothing, type CSSResultGroup, type TemplateResult } from 'lit';
import type { Finding } from '../api/client.ts';
import { field, valueOf } from '../elements/field.ts';
import { at } from '../schema/pointer.ts';
import { capabilities } from '../state/model.ts';
import { watch } from '../state/store.ts';
import { base, buttons, forms } from '../styles/index.ts';
import { wordsLike, type DraftValue } from './draft.ts';
import type { ValuePreview, Word } from './mapping.ts';
import { attributeShape } from './members.ts';

/** What all editors of a part of a value share: its findings at their places, and how it is changed. Fires `change` with the value. */
export abstract class ValuePart extends LitElement {
  static override properties = {
    value: { attribute: false },
    preview: { attribute: false },
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
      .mono {
        font-family: var(--font-mono);
        font-size: var(--text-s);
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
      summary {
        min-height: 36px;
        cursor: pointer;
        font-weight: 600;
        font-size: var(--text-s);
      }
    `,
  ];
  declare value: DraftValue;
  declare preview: ValuePreview | undefined;
  declare findings: readonly Finding[];

  constructor() {
    super();
    this.preview = undefined;
    this.findings = [];
    watch(this, capabilities);
  }

  protected text(
    id: string,
    label: string,
    {
      value = '',
      change,
      error = at(this.findings, `/${id}`),
      hint,
      placeholder,
      isMono = false,
      isOptional = id.endsWith('template'),
    }: {
      readonly value: string | undefined;
      readonly change: (text: string) => void;
      readonly error?: string | undefined;
      readonly hint?: string;
      readonly placeholder?: string;
      readonly isMono?: boolean;
      readonly isOptional?: boolean;
    },
  ): TemplateResult {
    return field(
      { id, label, error, hint, isOptional },
      (described) =>
        html`<input
          id=${id}
          class=${isMono ? 'mono' : ''}
          autocomplete="off"
          autocapitalize=${isMono ? 'off' : 'sentences'}
          spellcheck="false"
          maxlength="4096"
          placeholder=${placeholder ?? nothing}
          .value=${value}
          aria-describedby=${described}
          aria-invalid=${error !== undefined}
          @input=${(event: Event) => change(valueOf(event))}
        />`,
    );
  }

  protected tick(text: string, checked: boolean | undefined, change: (checked: boolean | undefined) => void): TemplateResult {
    return html`<label class="row"
      ><input
        type="checkbox"
        .checked=${checked ?? false}
        @change=${({ target }: Event) => change((target as HTMLInputElement).checked || undefined)}
      /><span class="grow">${text}</span></label
    >`;
  }

  /** Of a yes or no the words that were heard are set down: they are sent, too. */
  protected wordsFor(value: DraftValue, heard: string): { readonly words?: readonly Word[] } {
    if ((value.words ?? []).length > 0 || attributeShape(value, capabilities.find(value.capability))?.type !== 'boolean') return {};
    const words = wordsLike(heard);
    return words.length > 0 ? { words } : {};
  }

  protected change(part: { readonly [Name in keyof DraftValue]?: DraftValue[Name] | undefined }): void {
    this.emit(
      Object.fromEntries(Object.entries({ ...this.value, ...part }).filter(([, one]) => one !== undefined)) as unknown as DraftValue,
    );
  }

  protected emit(value: DraftValue): void {
    this.value = value;
    this.dispatchEvent(new CustomEvent('change', { detail: value }));
  }
}
