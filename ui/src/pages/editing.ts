import { Task } from '@lit/task';
import { html, type LitElement, type ReactiveController, type TemplateResult } from 'lit';
import { messageOf, type Finding } from '../api/client.ts';
import '../elements/c-save-bar.ts';
import '../elements/c-skeleton.ts';
import { focusFirstInvalid } from '../elements/first-invalid.ts';
import { guardLeaving, path } from '../navigation.ts';
import { drawFailure } from './loaded.ts';

/** What keeps a draft from being saved. Nobody wants to be told of what they have not filled in yet, so that stands apart. */
export interface Checked {
  readonly findings: readonly Finding[];
  readonly missing: readonly Finding[];
}

/** What is edited, and how. */
interface Edited<Draft, Stored, Answer extends Checked> {
  /** Which one is edited; undefined: a new one. */
  readonly wanted: () => string | undefined;
  readonly load: (wanted: string) => Promise<Stored>;
  readonly draftOf: (stored: Stored | undefined) => Draft;
  /** Whether a place in one draft is the same place in the other: no part was put in, taken out or moved. */
  readonly hasSamePlaces: (before: Draft, after: Draft) => boolean;
  /** What the hub said already of what it stores; left out: it is checked as soon as it is shown. */
  readonly told?: (stored: Stored | undefined) => Answer;
  readonly check: (draft: Draft) => Promise<Answer>;
  readonly save: (draft: Draft, stored: Stored | undefined) => Promise<Stored>;
  /** The findings of a save that the hub refused, by their places in the draft. */
  readonly refusedFor: (error: unknown) => readonly Finding[];
  /** Where to go once it is saved. */
  readonly saved: (stored: Stored) => void;
  /** What is asked of who leaves it unsaved. */
  readonly question: string;
}

const checkAfterMs = 400;

/** The life of a page on which one thing is written: it is loaded, changed, checked while it is, and saved. */
export class Editing<Draft, Stored, Answer extends Checked> implements ReactiveController {
  stored: Stored | undefined;
  draft: Draft;
  /** What the last check found; undefined: nothing is known of this draft. */
  answer: Answer | undefined;
  isChanged = false;
  isBusy = false;
  #hasTried = false;
  #error: unknown;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #unguard: (() => void) | undefined;
  readonly #host: LitElement;
  readonly #edited: Edited<Draft, Stored, Answer>;
  readonly #loading;

  constructor(host: LitElement, edited: Edited<Draft, Stored, Answer>) {
    this.#host = host;
    this.#edited = edited;
    this.draft = edited.draftOf(undefined);
    this.#loading = new Task(host, {
      args: () => [edited.wanted()] as const,
      task: async ([wanted]) => (wanted === undefined ? undefined : edited.load(wanted)),
      onComplete: (stored) => this.#show(stored),
    });
    host.addController(this);
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
    this.#unguard?.();
  }

  get findings(): readonly Finding[] {
    const { findings = [], missing = [] } = this.answer ?? {};
    return this.#hasTried ? [...missing, ...findings] : findings;
  }

  /** What `ready` draws, or that it is not loaded. */
  draw(ready: () => TemplateResult): TemplateResult {
    const outline = () => html`<c-skeleton .rows=${5}></c-skeleton>`;
    return this.#loading.render({
      initial: outline,
      pending: outline,
      error: (error) => drawFailure(error, () => void this.#loading.run()),
      complete: ready,
    });
  }

  /** The bar below; `content` stands first in it. */
  drawBar(saveText: string, content?: TemplateResult): TemplateResult {
    const { isBusy, isChanged, stored } = this;
    return html`<c-save-bar
      .text=${isChanged ? 'Not saved yet' : ''}
      .error=${isBusy ? '' : this.#problem()}
      .saveText=${isBusy ? 'Saving…' : saveText}
      .canDiscard=${!isBusy && isChanged && stored !== undefined}
      .canSave=${!isBusy && (isChanged || stored === undefined)}
      @discard=${() => this.#show(this.stored)}
      @save=${() => void this.save()}
      >${content}</c-save-bar
    >`;
  }

  change(draft: Draft): void {
    if (this.isBusy) return;
    if (!this.#edited.hasSamePlaces(this.draft, draft)) this.answer = undefined;
    this.draft = draft;
    this.#error = undefined;
    this.#setChanged(true);
    this.#checkAfter(checkAfterMs);
  }

  async save(): Promise<void> {
    clearTimeout(this.#timer);
    const isStill = this.#now();
    this.isBusy = true;
    this.#hasTried = true;
    this.#error = undefined;
    this.#host.requestUpdate();
    const saved = await this.#try(isStill);
    // Who left meanwhile is not pulled back.
    if (!isStill()) return;
    if (saved === undefined) {
      this.isBusy = false;
      this.#host.requestUpdate();
      await focusFirstInvalid(this.#host);
    } else {
      this.#show(saved);
      this.#edited.saved(saved);
    }
  }

  /** It is gone, and so is what was changed of it. */
  giveUp(): void {
    clearTimeout(this.#timer);
    this.#setChanged(false);
  }

  async #try(isStill: () => boolean): Promise<Stored | undefined> {
    const { draft } = this;
    try {
      const answer = await this.#edited.check(draft);
      if (!isStill()) return undefined;
      this.answer = answer;
      if (answer.findings.length > 0 || answer.missing.length > 0) return undefined;
      return await this.#edited.save(draft, this.stored);
    } catch (error) {
      if (!isStill()) return undefined;
      this.#error = error;
      const findings = this.#edited.refusedFor(error);
      if (this.answer && findings.length > 0) this.answer = { ...this.answer, findings };
      return undefined;
    }
  }

  async #check(): Promise<void> {
    const isStill = this.#now();
    try {
      const answer = await this.#edited.check(this.draft);
      // Another letter was typed meanwhile, and is checked by itself; so is what is being saved.
      if (!isStill() || this.isBusy) return;
      this.answer = answer;
      this.#error = undefined;
    } catch (error) {
      if (isStill() && !this.isBusy) this.#error = error;
    }
    this.#host.requestUpdate();
  }

  #checkAfter(pauseMs: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#check(), pauseMs);
  }

  #show(stored: Stored | undefined): void {
    this.stored = stored;
    this.draft = this.#edited.draftOf(stored);
    this.answer = this.#edited.told?.(stored);
    this.isBusy = false;
    this.#hasTried = false;
    this.#error = undefined;
    this.giveUp();
    if (!this.#edited.told) this.#checkAfter(0);
  }

  #setChanged(isChanged: boolean): void {
    if (isChanged && !this.isChanged) this.#unguard = guardLeaving(this.#edited.question);
    if (!isChanged) this.#unguard?.();
    this.isChanged = isChanged;
    this.#host.requestUpdate();
  }

  #problem(): string {
    const { length: count } = this.#hasTried ? this.findings : [];
    if (count > 0) return `${count === 1 ? 'One thing' : `${count} things`} to mend above`;
    return this.#error === undefined ? '' : messageOf(this.#error);
  }

  /** Answers whether what is written, and the page that it is written on, are the same as now: a page that is left stays until the next is loaded. */
  #now(): () => boolean {
    const { draft } = this;
    const here = path.value;
    return () => this.draft === draft && this.#host.isConnected && path.value === here;
  }
}
