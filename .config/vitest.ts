import { defineConfig } from 'vitest/config';

const node = { environment: 'node', testTimeout: 60_000, hookTimeout: 60_000 } as const;

// Real processes and sockets: one file at a time, since two cores shared by many processes make timeouts of honest waits.
const scenario = { ...node, fileParallelism: false, testTimeout: 180_000 } as const;
const mqtt = 'plugins/mqtt/test/**/*.test.ts';

export default defineConfig({
  test: {
    projects: [
      { test: { ...node, name: 'unit', include: ['{sdk,core,plugins/*,ui}/src/**/*.test.ts'] } },
      { test: { ...scenario, name: 'scenario', include: ['{sdk,core,plugins/*,ui}/test/**/*.test.ts'], exclude: [mqtt] } },
      // Half of all scenarios; `run-tests.ts` runs them beside the others.
      { test: { ...scenario, name: 'mqtt', include: [mqtt] } },
    ],
  },
});
