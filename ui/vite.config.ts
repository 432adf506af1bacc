import { defineConfig } from 'vite';

const hub = process.env['CONCORD_URL'] ?? 'http://127.0.0.1:8080';

export default defineConfig({
  root: import.meta.dirname,
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2023',
    // Small assets stay files: the page's content security policy allows no inlined scripts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: { proxy: { '/api': { target: hub, ws: true } } },
});
