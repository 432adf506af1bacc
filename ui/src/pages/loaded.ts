import { html, type TemplateResult } from 'lit';
import { messageOf } from '../api/client.ts';
import '../elements/c-notice.ts';
import '../elements/c-skeleton.ts';
import type { Collection } from '../state/collection.ts';

/** A collection drawn: its outline while it loads, what went wrong, or its items. */
export function drawLoaded<T extends { readonly id: string }>(
  collection: Collection<T>,
  draw: (items: readonly T[]) => TemplateResult,
): TemplateResult {
  const { items, error } = collection.value;
  if (items) return draw(items);
  return error === undefined ? html`<c-skeleton></c-skeleton>` : drawFailure(error, () => void collection.load());
}

/** What went wrong, and the way to try again. */
export function drawFailure(error: unknown, retry: () => void): TemplateResult {
  return html`<c-notice tone="bad">${messageOf(error)}</c-notice>
    <p class="row"><button type="button" @click=${retry}>Try again</button></p>`;
}
