import { css } from 'lit';

/** Fields of forms. */
export const forms = css`
  .field {
    display: grid;
    gap: var(--space-1);
    align-content: start;
    min-width: 0;
  }
  .field > label,
  .field > .label,
  legend {
    font-weight: 600;
    font-size: var(--text-s);
    padding: 0;
  }
  .hint {
    color: var(--ink-soft);
    font-size: var(--text-s);
    line-height: 1.4;
  }
  .error {
    color: var(--bad);
    font-size: var(--text-s);
    line-height: 1.4;
    overflow-wrap: anywhere;
  }
  fieldset {
    border: 0;
    margin: 0;
    padding: 0;
    min-width: 0;
  }
  input:not([type='checkbox'], [type='radio'], [type='range'], [type='color']),
  select,
  textarea {
    appearance: none;
    width: 100%;
    min-width: 0;
    min-height: var(--touch);
    padding: var(--space-2) var(--space-3);
    border: 1px solid var(--edge);
    border-radius: var(--radius-m);
    background: var(--surface-raised);
    color: var(--ink);
    /* 16 px and more, or phones zoom into the page. */
    font: 400 1rem / 1.4 var(--font);
  }
  select {
    padding-right: 36px;
    background-image:
      linear-gradient(45deg, transparent 50%, var(--ink-soft) 50%), linear-gradient(-45deg, transparent 50%, var(--ink-soft) 50%);
    background-position:
      right 17px center,
      right 12px center;
    background-size: 5px 5px;
    background-repeat: no-repeat;
    text-overflow: ellipsis;
  }
  textarea {
    min-height: 96px;
    resize: vertical;
  }
  [aria-invalid='true'] {
    border-color: var(--bad) !important;
  }
  ::placeholder {
    color: var(--ink-faint);
    opacity: 1;
  }
  .mono {
    font-family: var(--font-mono);
    font-size: var(--text-s);
  }
  :is(input, textarea).mono:not([type='checkbox']) {
    font-family: var(--font-mono);
    font-size: 1rem;
  }
  summary {
    min-height: var(--touch);
    align-content: center;
    cursor: pointer;
    font-weight: 600;
    font-size: var(--text-s);
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space-2);
    justify-content: flex-end;
  }
`;
