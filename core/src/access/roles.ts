/** What an account may do; one word for each thing that the API asks for before it acts. */
export const rights = [
  /** Devices with their values, rooms, scenes, capabilities, and the live feed of them. */
  'home.read',
  /** Names, rooms, people, scenes; taking products into the home and removing them. */
  'home.manage',
  'people.read',
  'history.read',
  /** Commands to capabilities without risk. */
  'command',
  /** Commands to every capability: locks, ovens, meters. */
  'command.risky',
  'rules.read',
  'rules.manage',
  'plugins.read',
  /** Settings, restarts and actions of plugins, some of which make credentials. */
  'plugins.manage',
  /** Users, tokens and everybody's sessions. */
  'accounts.manage',
  'audit.read',
  'health.read',
] as const;
export type Right = (typeof rights)[number];

export const roles = ['owner', 'member', 'guest', 'service'] as const;
export type Role = (typeof roles)[number];

/** The one table of who may do what. */
const rightsOfRole: Readonly<Record<Role, ReadonlySet<Right>>> = {
  owner: new Set(rights),
  member: new Set([
    'home.read',
    'home.manage',
    'people.read',
    'history.read',
    'command',
    'command.risky',
    'rules.read',
    'rules.manage',
    'plugins.read',
    'health.read',
  ]),
  guest: new Set(['home.read', 'command']),
  service: new Set(['home.read', 'people.read', 'history.read', 'command', 'command.risky', 'rules.read', 'plugins.read', 'health.read']),
};

export function mayDo(role: Role, right: Right): boolean {
  return rightsOfRole[role].has(right);
}

/** All rights of a role, so that the page can leave out what would be refused. */
export function rightsOf(role: Role): Right[] {
  return [...rightsOfRole[role]];
}
