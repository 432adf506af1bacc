import type { Access } from '../../access/index.ts';
import { deviceCommands } from '../device-commands.ts';
import type { EventFeed } from '../event-feed.ts';
import type { Api } from '../fastify.ts';
import type { LiveClients } from '../live-clients.ts';
import { openApiRoute } from '../openapi.ts';
import type { ApiParts } from '../parts.ts';
import { auditRoutes } from './audit.ts';
import { candidateRoutes } from './candidates.ts';
import { capabilityRoutes } from './capabilities.ts';
import { deviceRoutes } from './devices.ts';
import { eventRoutes } from './events.ts';
import { healthRoutes } from './health.ts';
import { historyRoutes } from './history.ts';
import { identityRoutes } from './identity.ts';
import { meRoutes } from './me.ts';
import { peopleRoutes } from './people.ts';
import { pluginRoutes } from './plugins.ts';
import { roomRoutes } from './rooms.ts';
import { ruleRoutes } from './rules.ts';
import { runRoutes } from './runs.ts';
import { sceneRoutes } from './scenes.ts';
import { sessionRoutes } from './sessions.ts';
import { setUpRoutes } from './set-up.ts';
import { thingActionRoutes } from './thing-actions.ts';
import { thingDescriptionRoute } from './thing-description.ts';
import { thingPropertyRoutes } from './thing-properties.ts';
import { thingStreamRoutes } from './thing-streams.ts';
import { tokenRoutes } from './tokens.ts';
import { userRoutes } from './users.ts';

export interface RouteParts {
  readonly parts: ApiParts;
  readonly access: Access;
  readonly feed: EventFeed;
  readonly live: LiveClients;
}

/** Every resource of the API. */
export function registerRoutes(api: Api, { parts, access, feed, live }: RouteParts): void {
  const { home, plugins, rules } = parts;
  const commands = deviceCommands(home, access);
  healthRoutes(api, parts);
  openApiRoute(api);
  capabilityRoutes(api);
  deviceRoutes(api, home, access, commands);
  identityRoutes(api, home.identity, access);
  thingDescriptionRoute(api, home);
  thingPropertyRoutes(api, home, commands);
  thingActionRoutes(api, home, commands);
  thingStreamRoutes(api, home, live);
  candidateRoutes(api, home, access);
  roomRoutes(api, home, access);
  peopleRoutes(api, home, access);
  sceneRoutes(api, home, access);
  ruleRoutes(api, rules, access);
  runRoutes(api, rules);
  historyRoutes(api, parts);
  eventRoutes(api, feed, live);
  pluginRoutes(api, plugins, access);
  setUpRoutes(api, access);
  sessionRoutes(api, access);
  meRoutes(api, access);
  userRoutes(api, access);
  tokenRoutes(api, access);
  auditRoutes(api, access);
}
