import type { DeviceDescriptor } from '@concord/sdk';

/** What an announcement says of the device as a whole. */
export type DeviceIdentity = Omit<DeviceDescriptor, 'key' | 'endpoints' | 'mapping'>;
