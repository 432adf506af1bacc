import { html, type TemplateResult } from 'lit';
import type { Finding } from '../api/client.ts';
import { at, below, elsewhere, sentence } from './pointer.ts';

/** Hands out findings to the fields that are drawn now, and draws in the end what none of them showed, so that none is lost. */
export class Shown {
  readonly #findings: readonly Finding[];
  readonly #places: string[] = [];
  readonly #exactPlaces: string[] = [];

  constructor(findings: readonly Finding[]) {
    this.#findings = findings;
  }

  /** What a field says that stands for exactly these places. */
  at(...places: readonly string[]): string | undefined {
    this.#exactPlaces.push(...places);
    return at(this.#findings, ...places);
  }

  /** For a part that shows all that is at a place and below it, told from there. */
  below(place: string): Finding[] {
    this.#places.push(place);
    return below(this.#findings, place);
  }

  /** For a part that shows all that is at these places and below them. */
  among(...places: readonly string[]): Finding[] {
    this.#places.push(...places);
    return this.#findings.filter((finding) => elsewhere([finding], places).length === 0);
  }

  rest(): TemplateResult[] {
    return drawFindings(elsewhere(this.#findings, this.#places).filter(({ path }) => !this.#exactPlaces.includes(path)));
  }
}

/** Findings that have no field of their own. */
export function drawFindings(findings: readonly Finding[]): TemplateResult[] {
  return findings.map(({ path, message }) => html`<p class="error">${path ? `${path.slice(1)}: ` : ''}${sentence(message)}</p>`);
}
