import { css } from 'lit';

/** Pages and the cards on them. */
export const layout = css`
  :host {
    display: block;
  }
  .page-head {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--space-3);
    margin-bottom: var(--space-5);
  }
  .page-head h1 {
    flex: 1;
    min-width: min(100%, 7rem);
    overflow-wrap: anywhere;
  }
  .back {
    display: inline-flex;
    align-items: center;
    gap: var(--space-1);
    min-height: 36px;
    margin: 0 0 var(--space-1) -6px;
    padding-right: var(--space-2);
    color: var(--ink-soft);
    text-decoration: none;
    font-size: var(--text-s);
    font-weight: 600;
  }
  .card {
    background: var(--surface);
    border: 1px solid var(--line);
    border-radius: var(--radius-l);
    padding: var(--space-4) var(--space-5);
    box-shadow: var(--shadow-1);
    min-width: 0;
  }
  @media (width < 600px) {
    .card {
      padding: var(--space-4);
    }
  }
  .cards {
    display: grid;
    gap: var(--space-4);
  }
  .section-head {
    display: flex;
    align-items: center;
    gap: var(--space-3);
    margin-bottom: var(--space-3);
    min-height: 36px;
  }
  .section-head h2 {
    flex: 1;
    min-width: 0;
  }
  .lines > * + * {
    border-top: 1px solid var(--line);
  }
  .narrow {
    max-width: 760px;
  }
  .two {
    display: grid;
    gap: var(--space-4);
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 340px), 1fr));
    align-items: start;
  }
`;
