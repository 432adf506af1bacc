import { css } from 'lit';

/** Buttons, and links that look like them. */
export const buttons = css`
  button,
  .button {
    appearance: none;
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: var(--space-2);
    min-height: var(--touch);
    padding: 0 var(--space-4);
    border: 1px solid var(--line);
    border-radius: var(--radius-m);
    background: var(--surface-raised);
    color: var(--ink);
    font: 600 var(--text-m) / 1.2 var(--font);
    text-decoration: none;
    cursor: pointer;
    transition:
      background var(--quick),
      border-color var(--quick),
      color var(--quick);
  }
  button:hover,
  .button:hover {
    background: var(--surface-hover);
    color: var(--ink);
  }
  button:disabled {
    opacity: 0.55;
    cursor: not-allowed;
  }
  .primary,
  .primary:hover {
    border-color: transparent;
    background: var(--accent);
    color: var(--accent-ink);
  }
  .primary:hover:not(:disabled) {
    background: var(--accent-hover);
    color: var(--accent-ink);
  }
  .danger {
    color: var(--bad);
  }
  .danger:hover {
    background: var(--bad-soft);
    color: var(--bad);
  }
  .danger.primary {
    background: var(--bad);
    color: var(--bad-ink);
  }
  .plain {
    border-color: transparent;
    background: transparent;
  }
  .icon {
    width: var(--touch);
    padding: 0;
    flex: none;
  }
  .small-button {
    min-height: 36px;
    padding: 0 var(--space-3);
    font-size: var(--text-s);
    border-radius: var(--radius-s);
  }
  .small-button.icon {
    width: 36px;
    padding: 0;
  }
  @media (pointer: coarse) {
    .small-button {
      min-height: var(--touch);
    }
    .small-button.icon {
      width: var(--touch);
    }
  }
`;
