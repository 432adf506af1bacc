export { findPlugins } from './find.ts';
export { Supervisor } from './supervisor.ts';
export * from './resources.ts';
export type { Refusal } from './diagnostics.ts';
