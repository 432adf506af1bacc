import type { ClassTable } from './known.ts';
import { access } from './notification/access.ts';
import { appliances } from './notification/appliances.ts';
import { power } from './notification/power.ts';
import { safety } from './notification/safety.ts';
import { security } from './notification/security.ts';
import { water } from './notification/water.ts';

/** The variables of notifications. What is no variable is an event. */
export const notifications: ClassTable = { ...safety, ...security, ...access, ...power, ...appliances, ...water };
