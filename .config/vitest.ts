import { defineConfig } from 'vitest/config';

const node = { environment: 'node', testTimeout: 60_000, hookTimeout: 60_000 } as const;

export default defineConfig({
  test: {
    projects: [
      { test: { ...node, name: 'unit', include: ['{sdk,core,plugins/*,ui}/src/**/*.test.ts'] } },
      // Real processes and sockets: one file at a time, since two cores shared by many processes make timeouts of honest waits.
      {
        test: {
          ...node,
          name: 'scenario',
          include: ['{sdk,core,plugins/*,ui}/test/**/*.test.ts'],
          fileParallelism: false,
          testTimeout: 180_000,
        },
      },
    ],
  },
});
