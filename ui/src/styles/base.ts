import { css } from 'lit';

/** What every element's shadow root begins with. */
export const base = css`
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  :host {
    color: var(--ink);
  }
  [hidden] {
    display: none !important;
  }
  h1,
  h2,
  h3,
  p,
  ul,
  ol,
  dl,
  dd,
  figure {
    margin: 0;
    padding: 0;
  }
  ul,
  ol {
    list-style: none;
  }
  h1 {
    font-size: var(--text-2xl);
    line-height: 1.2;
    font-weight: 680;
    letter-spacing: -0.02em;
    text-wrap: balance;
  }
  h2 {
    font-size: var(--text-l);
    line-height: 1.3;
    font-weight: 650;
    letter-spacing: -0.005em;
  }
  h3 {
    font-size: var(--text-m);
    font-weight: 620;
  }
  a {
    color: var(--accent);
    text-underline-offset: 2px;
  }
  a:hover {
    color: var(--accent-hover);
  }
  :focus-visible {
    outline: 2.5px solid var(--focus);
    outline-offset: 2px;
    border-radius: var(--radius-s);
  }
  .soft {
    color: var(--ink-soft);
  }
  .small {
    font-size: var(--text-s);
  }
  .number {
    font-variant-numeric: tabular-nums;
  }
  .row {
    display: flex;
    align-items: center;
    gap: var(--space-3);
    flex-wrap: wrap;
  }
  .stack {
    display: grid;
    gap: var(--space-3);
  }
  .grow {
    flex: 1;
    min-width: 0;
  }
  .clip {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .hidden-text {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
`;
