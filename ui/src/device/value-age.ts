import { html, nothing, type TemplateResult } from 'lit';
import type { ValueRecord } from '../api/types.ts';
import { formatAge, formatTime } from '../format.ts';
import { qualityWords, wishCondition } from '../model/condition.ts';

/** How old a value is or what is wrong with it, and what was wished of it and has not come. `now` is in milliseconds. */
export function drawAge(record: ValueRecord | undefined, attribute: string, now: number): TemplateResult {
  if (!record) return html`<div class="soft small">Nothing reported yet</div>`;
  const wish = wishCondition(record, attribute);
  const quality = qualityWords(record, now);
  return html`<div class="soft small" title=${formatTime(record.at)}>
      ${quality ?? (record.quality === 'unknown' ? 'Not known' : formatAge(record.at, now))}
    </div>
    ${wish ? html`<div class="small ${wish.tone}">${wish.text}</div>` : nothing}`;
}
