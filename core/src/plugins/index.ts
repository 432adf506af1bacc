export { findPlugins } from './find.ts';
export { Supervisor, type PluginEvents, type SupervisorOptions } from './supervisor.ts';
export type { Refusal } from './diagnostics.ts';
