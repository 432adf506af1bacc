import { html, nothing, type TemplateResult } from 'lit';
import type { Capability } from '../api/types.ts';
import '../elements/c-notice.ts';
import { formatValue } from '../format.ts';
import type { Shape } from '../model/shape.ts';
import type { HandValue, ValuePreview } from './mapping.ts';

/** What becomes of the sample. */
export function drawOutcome(
  preview: ValuePreview | undefined,
  value: HandValue,
  shape: Shape | undefined,
): TemplateResult | typeof nothing {
  if (!preview?.sample) return nothing;
  if (preview.problem !== undefined) return html`<c-notice tone="warn">From this message: ${preview.problem}.</c-notice>`;
  if (value.event !== undefined) return html`<c-notice tone="good">From this message: it happened.</c-notice>`;
  const text = shape?.options.find(({ id }) => id === preview.value)?.label ?? formatValue(preview.value, preview.unit, value.attribute);
  const raw = preview.raw === undefined ? '' : ` (${JSON.stringify(preview.raw)})`;
  return html`<c-notice tone="good">From this message: <strong>${preview.value === null ? 'not known' : text}${raw}</strong></c-notice>`;
}

/** The messages that would be sent. */
export function drawSends(
  preview: ValuePreview | undefined,
  { attribute, command }: HandValue,
  definition: Capability | undefined,
): TemplateResult | typeof nothing {
  const sends = preview?.sends ?? [];
  if (sends.length === 0) return nothing;
  const title = command === undefined ? undefined : (definition?.commands[command]?.title ?? command);
  return html`<div class="field">
    <span class="label">What would be sent</span>
    <ul class="stack small">
      ${sends.map(
        ({ for: wanted, topic, payload }) =>
          html`<li>
            ${title ?? formatValue(wanted, preview?.unit, attribute)} → <span class="mono">${topic}</span>:
            <strong class="mono">${payload}</strong>
          </li>`,
      )}
    </ul>
  </div>`;
}
