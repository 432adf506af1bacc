export { findPlugins } from './find.ts';
export { Supervisor } from './supervisor.ts';
export type { Refusal } from './diagnostics.ts';
