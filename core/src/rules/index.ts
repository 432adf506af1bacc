export { Rules, type RulesOptions } from './rules.ts';
export { startPatienceMs } from './ports.ts';
export type { HomeActions, HomeView, RulePorts } from './ports.ts';
export * from './resources.ts';
