export { FakeHub, type FakeHubOptions } from './fake-hub.ts';
export { testNetwork } from './network.ts';
