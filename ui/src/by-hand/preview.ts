import { html, nothing, type TemplateResult } from 'lit';
import type { ValuePreview } from '../api/mappings.ts';
import type { Capability } from '../api/types.ts';
import '../elements/c-notice.ts';
import { formatValue } from '../format.ts';
import type { Shape } from '../model/shape.ts';
import type { DraftValue } from './draft.ts';

/** What becomes of the message that it is tried on. `isLast`: of the last one that was heard, in the place of one that stands empty. */
export function drawOutcome(
  preview: ValuePreview | undefined,
  { member }: DraftValue,
  shape: Shape | undefined,
  isLast: boolean,
): TemplateResult | typeof nothing {
  if (!preview) return nothing;
  const from = isLast ? 'From the last message' : 'From this message';
  if ('problem' in preview) return html`<c-notice tone="warn">${from}: ${preview.problem}.</c-notice>`;
  if ('event' in preview) return html`<c-notice tone="good">${from}: it happened.</c-notice>`;
  if (!('value' in preview)) return nothing;
  const { value, raw, unit } = preview;
  const text = shape?.options.find(({ id }) => id === value)?.label ?? formatValue(value, unit, member?.name);
  const own = raw === undefined ? '' : ` (${JSON.stringify(raw)})`;
  return html`<c-notice tone="good">${from}: <strong>${value === null ? 'not known' : text}${own}</strong></c-notice>`;
}

/** The messages that would be sent. */
export function drawSends(
  preview: ValuePreview | undefined,
  { member }: DraftValue,
  definition: Capability | undefined,
): TemplateResult | typeof nothing {
  const sends = preview?.sends ?? [];
  if (sends.length === 0) return nothing;
  const title = member?.type === 'command' ? (definition?.commands[member.name]?.title ?? member.name) : undefined;
  return html`<div class="field">
    <span class="label">What would be sent</span>
    <ul class="stack small">
      ${sends.map(
        ({ for: wanted, topic, payload }) =>
          html`<li>
            ${title ?? formatValue(wanted, preview?.unit, member?.name)} → <span class="mono">${topic}</span>:
            <strong class="mono">${payload}</strong>
          </li>`,
      )}
    </ul>
  </div>`;
}
