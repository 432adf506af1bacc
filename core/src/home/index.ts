export { Home, type HomeOptions } from './home.ts';
export type { AttributeChange, Cause, Change, EventChange, HomeNotice, Move } from './changes.ts';
export { Capability, capabilityView } from './capability-view.ts';
export { follow } from './follow.ts';
export type { HistoryCopy } from './home-store.ts';
export { availabilityOf, type CapabilityModel, type DeviceModel, type EndpointModel, type Slot } from './device-model.ts';
export type { Address } from './identity/former-devices.ts';
export * from './resources.ts';
