import { css } from 'lit';

/** The frame of the page: the rail or the bar, the content, and what stands alone. */
export const app = css`
  :host {
    display: block;
  }
  .skip {
    position: fixed;
    z-index: 60;
    top: -100px;
    left: var(--space-3);
    padding: var(--space-2) var(--space-4);
    border-radius: var(--radius-m);
    background: var(--accent);
    color: var(--accent-ink);
  }
  .skip:focus {
    top: var(--space-3);
  }
  nav {
    position: fixed;
    z-index: 10;
    inset: auto 0 0;
    display: flex;
    background: var(--surface);
    border-top: 1px solid var(--line);
    padding-bottom: env(safe-area-inset-bottom);
  }
  nav a {
    flex: 1;
    min-width: 0;
    display: grid;
    justify-items: center;
    align-content: center;
    gap: 3px;
    height: var(--bar);
    color: var(--ink-soft);
    text-decoration: none;
    font-size: var(--text-xs);
    font-weight: 600;
  }
  nav a c-icon {
    font-size: 18px;
    box-sizing: content-box;
    padding: 2px 14px;
    border-radius: var(--radius-full);
    transition: background var(--quick);
  }
  nav a[aria-current] {
    color: var(--accent);
  }
  nav a[aria-current] c-icon {
    background: var(--accent-soft);
  }
  nav a:focus-visible {
    outline-offset: -3px;
  }
  .brand,
  .wide {
    display: none !important;
  }
  main {
    max-width: 1180px;
    margin: 0 auto;
    padding: var(--space-5) var(--space-4) calc(var(--bar) + var(--space-6) + env(safe-area-inset-bottom));
    outline: none;
  }
  .lost {
    position: sticky;
    z-index: 15;
    top: 0;
    display: flex;
    align-items: center;
    justify-content: center;
    gap: var(--space-2);
    padding: var(--space-2) var(--space-4);
    background: var(--warn-soft);
    color: var(--warn);
    font-weight: 600;
    font-size: var(--text-s);
  }
  .alone {
    display: grid;
    justify-items: center;
    align-content: center;
    gap: var(--space-4);
    min-height: 70dvh;
    padding: var(--space-4);
    text-align: center;
  }
  c-toasts {
    --toast-bottom: calc(var(--bar) + var(--save-bar, 0px));
  }
  @media (width >= 860px) {
    nav {
      inset: 0 auto 0 0;
      width: var(--rail);
      flex-direction: column;
      gap: 2px;
      padding: var(--space-5) var(--space-3);
      border-top: 0;
      border-right: 1px solid var(--line);
    }
    nav a {
      flex: none;
      grid-auto-flow: column;
      justify-content: start;
      justify-items: start;
      align-items: center;
      gap: var(--space-3);
      height: 46px;
      padding: 0 var(--space-3);
      border-radius: var(--radius-m);
      font-size: var(--text-m);
    }
    nav a c-icon {
      padding: 0;
    }
    nav a:hover {
      background: var(--surface-hover);
    }
    nav a[aria-current],
    nav a[aria-current]:hover {
      background: var(--accent-soft);
      color: var(--accent-soft-ink);
    }
    nav a[aria-current] c-icon {
      background: none;
    }
    .wide {
      display: grid !important;
    }
    .brand {
      display: flex !important;
      align-items: center;
      gap: var(--space-3);
      padding: 0 var(--space-3) var(--space-5);
      font-size: var(--text-l);
      font-weight: 700;
      letter-spacing: -0.01em;
    }
    .brand img {
      width: 30px;
      height: 30px;
    }
    main {
      padding: var(--space-6) var(--space-6) var(--space-7);
    }
    .with-rail {
      padding-left: var(--rail);
    }
    c-toasts {
      --toast-bottom: var(--save-bar, 0px);
    }
  }
  @media (width < 360px) {
    nav a {
      font-size: 0.68rem;
    }
  }
`;
