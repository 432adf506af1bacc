// Made from the hub's OpenAPI document by ui/tools/generate.ts. Do not edit.

export interface Operations {
  activateScene: {
    params: {
      id: string;
    };
    response: SceneOutcome;
  };
  adoptCandidate: {
    params: {
      id: string;
    };
    body: AdoptInput;
    response: Adopted;
  };
  answerLinkProposal: {
    params: {
      id: string;
    };
    body: LinkAnswer;
    response: Adopted;
  };
  changePassword: {
    body: PasswordChange;
    response: null;
  };
  changeSource: {
    params: {
      id: string;
      source: string;
    };
    body: SourcePatch;
    response: Device;
  };
  checkRule: {
    body: unknown;
    response: RuleCheck;
  };
  createPerson: {
    body: PersonInput;
    response: Person;
  };
  createRoom: {
    body: RoomInput;
    response: Room;
  };
  createRule: {
    body: RuleInput;
    response: Rule;
  };
  createScene: {
    body: SceneInput;
    response: Scene;
  };
  createToken: {
    body: TokenInput;
    response: NewToken;
  };
  createUser: {
    body: UserInput;
    response: User;
  };
  deletePerson: {
    params: {
      id: string;
    };
    response: null;
  };
  deleteRoom: {
    params: {
      id: string;
    };
    response: null;
  };
  deleteRule: {
    params: {
      id: string;
    };
    response: null;
  };
  deleteScene: {
    params: {
      id: string;
    };
    response: null;
  };
  deleteUser: {
    params: {
      id: string;
    };
    response: null;
  };
  endSession: {
    params: {
      id: string;
    };
    response: null;
  };
  getCapability: {
    params: {
      id: string;
    };
    response: Capability;
  };
  getDevice: {
    params: {
      id: string;
    };
    response: Device;
  };
  getDeviceDescriptor: {
    params: {
      id: string;
    };
    response: DescriptorView;
  };
  getDeviceMapping: {
    params: {
      id: string;
    };
    response: MappingView;
  };
  getHealth: {
    response: Health;
  };
  getHistory: {
    query: {
      device: string;
      endpoint?: string;
      capability: string;
      attribute: string;
      from?: string;
      to?: string;
      points?: number;
    };
    response: History;
  };
  getMe: {
    response: Me;
  };
  getOpenApi: {
    response: {
      [k: string]: unknown;
    };
  };
  getPerson: {
    params: {
      id: string;
    };
    response: Person;
  };
  getPlugin: {
    params: {
      id: string;
    };
    response: Plugin;
  };
  getPluginLogs: {
    params: {
      id: string;
    };
    response: {
      items: PluginLogLine[];
    };
  };
  getRoom: {
    params: {
      id: string;
    };
    response: Room;
  };
  getRule: {
    params: {
      id: string;
    };
    response: Rule;
  };
  getRun: {
    params: {
      id: string;
    };
    response: Run;
  };
  getScene: {
    params: {
      id: string;
    };
    response: Scene;
  };
  getSetUp: {
    response: SetUpState;
  };
  getThingDescription: {
    params: {
      id: string;
    };
    /**
     * A W3C Thing Description 1.1
     */
    response: {};
  };
  getToken: {
    params: {
      id: string;
    };
    response: Token;
  };
  getUser: {
    params: {
      id: string;
    };
    response: User;
  };
  invokeThingAction: {
    params: {
      id: string;
      name: string;
    };
    body: unknown;
    response: CommandResult;
  };
  linkDevice: {
    params: {
      id: string;
    };
    body: LinkInput;
    response: Device;
  };
  listAudit: {
    query: {
      limit?: number;
      cursor?: string;
    };
    response: {
      items: AuditEntry[];
      next?: string;
    };
  };
  listCandidates: {
    query: {
      limit?: number;
      cursor?: string;
    };
    response: {
      items: Candidate[];
      next?: string;
    };
  };
  listCapabilities: {
    query: {
      limit?: number;
      cursor?: string;
    };
    response: {
      items: Capability[];
      next?: string;
    };
  };
  listDevices: {
    query: {
      limit?: number;
      cursor?: string;
    };
    response: {
      items: Device[];
      next?: string;
    };
  };
  listLinkProposals: {
    query: {
      limit?: number;
      cursor?: string;
    };
    response: {
      items: LinkProposal[];
      next?: string;
    };
  };
  listPeople: {
    query: {
      limit?: number;
      cursor?: string;
    };
    response: {
      items: Person[];
      next?: string;
    };
  };
  listPlugins: {
    query: {
      limit?: number;
      cursor?: string;
    };
    response: {
      items: Plugin[];
      next?: string;
    };
  };
  listReplacements: {
    params: {
      id: string;
    };
    query: {
      limit?: number;
      cursor?: string;
    };
    response: {
      items: Replacement[];
      next?: string;
    };
  };
  listRooms: {
    query: {
      limit?: number;
      cursor?: string;
    };
    response: {
      items: Room[];
      next?: string;
    };
  };
  listRules: {
    query: {
      limit?: number;
      cursor?: string;
    };
    response: {
      items: Rule[];
      next?: string;
    };
  };
  listRuns: {
    query: {
      limit?: number;
      cursor?: string;
    };
    response: {
      items: Run[];
      next?: string;
    };
  };
  listRunsOfRule: {
    params: {
      id: string;
    };
    query: {
      limit?: number;
      cursor?: string;
    };
    response: {
      items: Run[];
      next?: string;
    };
  };
  listScenes: {
    query: {
      limit?: number;
      cursor?: string;
    };
    response: {
      items: Scene[];
      next?: string;
    };
  };
  listSessions: {
    query: {
      limit?: number;
      cursor?: string;
    };
    response: {
      items: Session[];
      next?: string;
    };
  };
  listTokens: {
    query: {
      limit?: number;
      cursor?: string;
    };
    response: {
      items: Token[];
      next?: string;
    };
  };
  listUsers: {
    query: {
      limit?: number;
      cursor?: string;
    };
    response: {
      items: User[];
      next?: string;
    };
  };
  logIn: {
    body: LogInInput;
    response: User;
  };
  logOut: {
    response: null;
  };
  observeThingProperties: {
    params: {
      id: string;
    };
    response: unknown;
  };
  observeThingProperty: {
    params: {
      id: string;
      name: string;
    };
    response: unknown;
  };
  readThingProperties: {
    params: {
      id: string;
    };
    /**
     * Bare values by the names of their properties
     */
    response: {
      [k: string]: unknown;
    };
  };
  readThingProperty: {
    params: {
      id: string;
      name: string;
    };
    response: unknown;
  };
  removeDevice: {
    params: {
      id: string;
    };
    response: null;
  };
  replaceDevice: {
    params: {
      id: string;
    };
    body: ReplaceInput;
    response: Replaced;
  };
  replacePerson: {
    params: {
      id: string;
    };
    body: PersonInput;
    response: Person;
  };
  replaceRoom: {
    params: {
      id: string;
    };
    body: RoomInput;
    response: Room;
  };
  replaceRule: {
    params: {
      id: string;
    };
    body: RuleInput;
    response: Rule;
  };
  replaceScene: {
    params: {
      id: string;
    };
    body: SceneInput;
    response: Scene;
  };
  restartPlugin: {
    params: {
      id: string;
    };
    response: Plugin;
  };
  revokeToken: {
    params: {
      id: string;
    };
    response: null;
  };
  runPluginAction: {
    params: {
      id: string;
      action: string;
    };
    body: {
      [k: string]: unknown;
    };
    response: {
      result: unknown;
    };
  };
  runRule: {
    params: {
      id: string;
    };
    response: Run;
  };
  sendCommand: {
    params: {
      id: string;
    };
    body: CommandInput;
    response: CommandResult;
  };
  setUp: {
    body: SetUpInput;
    response: User;
  };
  streamEvents: {
    query: {
      types?: string;
    };
    response:
      | AttributeChangeMessage
      | DesiredChangeMessage
      | EventMessage
      | ResourceMessage
      | RunMessage
      | NotificationMessage
      | MissedMessage;
  };
  subscribeThingEvent: {
    params: {
      id: string;
      name: string;
    };
    response: unknown;
  };
  subscribeThingEvents: {
    params: {
      id: string;
    };
    response: unknown;
  };
  takeBackDevice: {
    params: {
      id: string;
    };
    response: TakenBack;
  };
  unlinkSource: {
    params: {
      id: string;
      source: string;
    };
    response: Device;
  };
  updateDevice: {
    params: {
      id: string;
    };
    body: DevicePatch;
    response: Device;
  };
  updatePlugin: {
    params: {
      id: string;
    };
    body: PluginPatch;
    response: Plugin;
  };
  updateUser: {
    params: {
      id: string;
    };
    body: UserPatch;
    response: User;
  };
  writeThingProperties: {
    params: {
      id: string;
    };
    body: {
      [k: string]: unknown;
    };
    response: null;
  };
  writeThingProperty: {
    params: {
      id: string;
      name: string;
    };
    body: unknown;
    response: null;
  };
}
export interface SceneOutcome {
  done: number;
  failed: {
    device: string;
    code: string;
    message: string;
  }[];
}
export interface AdoptInput {
  input?: {
    [k: string]: unknown;
  };
}
export interface Adopted {
  devices: Device[];
}
export interface Device {
  id: string;
  name: string;
  room: string | null;
  maker?: string;
  model?: string;
  firmware?: string;
  sources: Source[];
  former: string[];
  via?: string;
  availability: "online" | "offline" | "unavailable";
  sleeping: boolean;
  lastSeen: string | null;
  endpoints: Endpoint[];
}
export interface Source {
  id: string;
  plugin: string;
  identifiers: Identifier[];
  availability: "online" | "offline" | "unavailable";
  linked: boolean;
  preferred: boolean;
  confirmed: boolean;
  /**
   * The plugin said that the product is gone; the owner may delete the device, or wait for it
   */
  withdrawn?: true;
}
export interface Identifier {
  type: "mac" | "eui64" | "serial" | "matter" | "hap" | "own";
  value: string;
}
export interface Endpoint {
  id: string;
  name: string;
  kind:
    | "airConditioner"
    | "alarm"
    | "alarmPanel"
    | "app"
    | "appliance"
    | "batteryStorage"
    | "bridge"
    | "cabinet"
    | "camera"
    | "chime"
    | "controller"
    | "cookSurface"
    | "cooktop"
    | "cover"
    | "dimmer"
    | "dishwasher"
    | "door"
    | "doorbell"
    | "dryer"
    | "energyManager"
    | "evCharger"
    | "fan"
    | "heatPump"
    | "helper"
    | "hood"
    | "humidifier"
    | "intercom"
    | "irrigation"
    | "lawnMower"
    | "light"
    | "lock"
    | "machine"
    | "mediaPlayer"
    | "mediaServer"
    | "meter"
    | "microwave"
    | "node"
    | "outlet"
    | "oven"
    | "part"
    | "printer"
    | "pump"
    | "purifier"
    | "refrigerator"
    | "relay"
    | "remote"
    | "router"
    | "sensor"
    | "siren"
    | "solar"
    | "speaker"
    | "switch"
    | "tariff"
    | "thermostat"
    | "tracker"
    | "tv"
    | "unknown"
    | "vacuum"
    | "valve"
    | "vehicle"
    | "washer"
    | "waterHeater"
    | "weatherStation";
  tags: string[];
  capabilities: {
    [k: string]: {
      [k: string]: ValueRecord;
    };
  };
}
export interface ValueRecord {
  value: unknown;
  unit?: string;
  quality: "good" | "uncertain" | "stale" | "bad" | "unknown";
  at: string;
  receivedAt: string;
  source?: string;
  raw?: unknown;
  desired?: Desired;
}
export interface Desired {
  value: unknown;
  state: "sent" | "accepted" | "assumed" | "rejected" | "timedOut" | "expired" | "offline";
  at: string;
  origin: Origin;
  command?: string;
  /**
   * How often it was sent, where that was more than once
   */
  attempts?: number;
}
export interface Origin {
  kind: "user" | "token" | "run" | "hub";
  id: string;
  name?: string;
}
export interface LinkAnswer {
  answer: "same" | "distinct";
}
export interface PasswordChange {
  currentPassword: string;
  password: string;
}
export interface SourcePatch {
  preferred?: boolean;
  confirmed?: true;
}
export interface RuleCheck {
  ok: boolean;
  findings: {
    path: string;
    message: string;
  }[];
}
export interface PersonInput {
  name: string;
  preferences?: {
    [k: string]: number | string | boolean;
  };
  /**
   * @maxItems 100
   */
  links?: PersonLink[];
}
export interface PersonLink {
  device: string;
  user: string;
}
export interface Person {
  id: string;
  name: string;
  preferences: {
    [k: string]: number | string | boolean;
  };
  links: PersonLink[];
}
export interface RoomInput {
  name: string;
}
export interface Room {
  id: string;
  name: string;
}
export interface RuleInput {
  name: string;
  enabled?: boolean;
  mode?: "single" | "restart" | "queued" | "parallel";
  /**
   * @minItems 1
   * @maxItems 100
   */
  triggers: (StateTrigger | EventTrigger | TimeTrigger)[];
  conditions?: {
    [k: string]: unknown;
  };
  /**
   * @minItems 1
   * @maxItems 500
   */
  actions: (CommandAction | DelayAction | SceneAction | NotifyAction)[];
}
export interface StateTrigger {
  type: "state";
  device: string | Selector;
  endpoint?: string;
  capability: string;
  attribute: string;
  from?: string | number | boolean | null;
  to?: string | number | boolean | null;
  above?: number;
  below?: number;
  for?: string;
}
export interface Selector {
  room?: string;
  kind?:
    | "airConditioner"
    | "alarm"
    | "alarmPanel"
    | "app"
    | "appliance"
    | "batteryStorage"
    | "bridge"
    | "cabinet"
    | "camera"
    | "chime"
    | "controller"
    | "cookSurface"
    | "cooktop"
    | "cover"
    | "dimmer"
    | "dishwasher"
    | "door"
    | "doorbell"
    | "dryer"
    | "energyManager"
    | "evCharger"
    | "fan"
    | "heatPump"
    | "helper"
    | "hood"
    | "humidifier"
    | "intercom"
    | "irrigation"
    | "lawnMower"
    | "light"
    | "lock"
    | "machine"
    | "mediaPlayer"
    | "mediaServer"
    | "meter"
    | "microwave"
    | "node"
    | "outlet"
    | "oven"
    | "part"
    | "printer"
    | "pump"
    | "purifier"
    | "refrigerator"
    | "relay"
    | "remote"
    | "router"
    | "sensor"
    | "siren"
    | "solar"
    | "speaker"
    | "switch"
    | "tariff"
    | "thermostat"
    | "tracker"
    | "tv"
    | "unknown"
    | "vacuum"
    | "valve"
    | "vehicle"
    | "washer"
    | "waterHeater"
    | "weatherStation";
}
export interface EventTrigger {
  type: "event";
  device: string | Selector;
  endpoint?: string;
  capability: string;
  event: string;
  where?: {
    [k: string]: string | number | boolean | null;
  };
}
export interface TimeTrigger {
  type: "time";
  at: string;
  /**
   * @minItems 1
   */
  days?: ("mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun")[];
}
export interface CommandAction {
  type: "command";
  device: string | Selector;
  endpoint?: string;
  capability: string;
  command: string;
  args?: {
    [k: string]: unknown;
  };
}
export interface DelayAction {
  type: "delay";
  for: string;
}
export interface SceneAction {
  type: "scene";
  scene: string;
}
export interface NotifyAction {
  type: "notify";
  message: string;
}
export interface Rule {
  id: string;
  name: string;
  enabled: boolean;
  mode: "single" | "restart" | "queued" | "parallel";
  triggers: (StateTrigger | EventTrigger | TimeTrigger)[];
  conditions?: {
    [k: string]: unknown;
  };
  actions: (CommandAction | DelayAction | SceneAction | NotifyAction)[];
  createdAt: string;
  updatedAt: string;
  problems: {
    path: string;
    message: string;
  }[];
  lastRun?: {
    id: string;
    at: string;
    state: string;
  };
}
export interface SceneInput {
  name: string;
  /**
   * @maxItems 500
   */
  actions: SceneSetting[];
}
export interface SceneSetting {
  device: string;
  endpoint?: string;
  capability: string;
  args: {
    [k: string]: unknown;
  };
}
export interface Scene {
  id: string;
  name: string;
  actions: SceneSetting[];
}
export interface TokenInput {
  name: string;
  role: "owner" | "member" | "guest" | "service";
  expiresAt?: string;
}
export interface NewToken {
  id: string;
  name: string;
  role: "owner" | "member" | "guest" | "service";
  createdAt: string;
  lastUsedAt?: string;
  expiresAt?: string;
  secret: string;
}
export interface UserInput {
  name: string;
  password: string;
  role: "owner" | "member" | "guest";
  person?: string;
}
export interface User {
  id: string;
  name: string;
  role: "owner" | "member" | "guest";
  person?: string;
  createdAt: string;
}
export interface Capability {
  id: string;
  version: number;
  title: string;
  description: string;
  /**
   * `axis=value`: what it is about and what it is for.
   */
  tags: string[];
  risk: "none" | "security" | "harm" | "billing";
  /**
   * Whether the hub may send `set` again when nobody confirmed it.
   */
  isSetRepeatable: boolean;
  attributes: {
    [k: string]: {
      title: string;
      description?: string;
      schema: {
        [k: string]: unknown;
      };
      quantity?: string;
      unit?: string;
      series: "state" | "measurement" | "angle" | "total" | "totalIncreasing" | "setting" | "static";
      writable: boolean;
      category: "primary" | "config" | "diagnostic";
    };
  };
  /**
   * What may stand beside the attributes in the arguments of `set`.
   */
  setOptions?: {
    [k: string]: {
      title: string;
      description?: string;
      schema: {
        [k: string]: unknown;
      };
      quantity?: string;
      unit?: string;
      series: "state" | "measurement" | "angle" | "total" | "totalIncreasing" | "setting" | "static";
      writable: boolean;
      category: "primary" | "config" | "diagnostic";
    };
  };
  commands: {
    [k: string]: {
      title: string;
      description?: string;
      args?: {
        [k: string]: unknown;
      };
      /**
       * The attribute values that a report shows once it is done.
       */
      expects?: {
        [k: string]: unknown;
      };
      /**
       * The hub may send it again when nobody confirmed it: twice is as once.
       */
      repeatable?: true;
    };
  };
  events: {
    [k: string]: {
      title: string;
      description?: string;
      payload?: {
        [k: string]: unknown;
      };
    };
  };
  /**
   * A report, a command or an event, as a device with it would have them.
   */
  examples: (
    | {
        title: string;
        values: {
          [k: string]: unknown;
        };
      }
    | {
        title: string;
        command: string;
        args?: {
          [k: string]: unknown;
        };
      }
    | {
        title: string;
        event: string;
        payload?: {
          [k: string]: unknown;
        };
      }
  )[];
}
export interface DescriptorView {
  device: string;
  endpoints: {
    id: string;
    kind:
      | "airConditioner"
      | "alarm"
      | "alarmPanel"
      | "app"
      | "appliance"
      | "batteryStorage"
      | "bridge"
      | "cabinet"
      | "camera"
      | "chime"
      | "controller"
      | "cookSurface"
      | "cooktop"
      | "cover"
      | "dimmer"
      | "dishwasher"
      | "door"
      | "doorbell"
      | "dryer"
      | "energyManager"
      | "evCharger"
      | "fan"
      | "heatPump"
      | "helper"
      | "hood"
      | "humidifier"
      | "intercom"
      | "irrigation"
      | "lawnMower"
      | "light"
      | "lock"
      | "machine"
      | "mediaPlayer"
      | "mediaServer"
      | "meter"
      | "microwave"
      | "node"
      | "outlet"
      | "oven"
      | "part"
      | "printer"
      | "pump"
      | "purifier"
      | "refrigerator"
      | "relay"
      | "remote"
      | "router"
      | "sensor"
      | "siren"
      | "solar"
      | "speaker"
      | "switch"
      | "tariff"
      | "thermostat"
      | "tracker"
      | "tv"
      | "unknown"
      | "vacuum"
      | "valve"
      | "vehicle"
      | "washer"
      | "waterHeater"
      | "weatherStation";
    capabilities: {
      [k: string]: CapabilityView;
    };
  }[];
}
export interface CapabilityView {
  title: string;
  base?: string;
  definition?: Capability;
  attributes: {
    [k: string]: AttributeDescriptor;
  };
  commands: string[];
  events: string[];
}
export interface AttributeDescriptor {
  definition?: {
    [k: string]: unknown;
  };
  writable?: boolean;
  minimum?: number;
  maximum?: number;
  step?: number;
  /**
   * @maxItems 1000
   */
  options?: {
    id: string;
    label?: string;
    tags?: string[];
  }[];
  unit?: string;
  quantity?: string;
  members?: {
    [k: string]: {
      base:
        | "measurement"
        | "genericNumber"
        | "genericBoolean"
        | "genericSelect"
        | "genericText"
        | "genericDateTime"
        | "genericTrigger"
        | "genericObject";
      title?: string;
      minimum?: number;
      maximum?: number;
      step?: number;
      /**
       * @maxItems 1000
       */
      options?: {
        id: string;
        label?: string;
        tags?: string[];
      }[];
      unit?: string;
      quantity?: string;
    };
  };
  title?: string;
  category?: "primary" | "config" | "diagnostic";
  maxSilence?: number;
  source?: string;
}
export interface MappingView {
  device: string;
  plugins: {
    plugin: string;
    entries: MappingEntry[];
  }[];
}
export interface MappingEntry {
  item: string;
  outcome: "capability" | "generic" | "internal" | "ignored";
  target?: string;
  reason?: string;
}
export interface Health {
  status: "ok";
  version: string;
  uptimeSeconds?: number;
  plugins?: {
    id: string;
    state: "disabled" | "starting" | "running" | "backingOff" | "quarantined" | "stopping" | "stopped";
  }[];
  stores?: {
    [k: string]: {
      ok: boolean;
      detail?: string;
    };
  };
  queues?: {
    [k: string]: number;
  };
}
export interface History {
  unit?: string;
  points: unknown[][];
}
export interface Me {
  kind: "user" | "token";
  id: string;
  name: string;
  role: "owner" | "member" | "guest" | "service";
  person?: string;
  rights: (
    | "home.read"
    | "home.manage"
    | "people.read"
    | "history.read"
    | "command"
    | "command.risky"
    | "rules.read"
    | "rules.manage"
    | "plugins.read"
    | "plugins.manage"
    | "accounts.manage"
    | "audit.read"
    | "health.read"
  )[];
}
export interface Plugin {
  id: string;
  name: string;
  description?: string;
  version: string;
  maker: string;
  enabled: boolean;
  state: "disabled" | "starting" | "running" | "backingOff" | "quarantined" | "stopping" | "stopped";
  reason?: string;
  since: string;
  pid?: number;
  restarts: number;
  residentBytes?: number;
  endpoints: {
    [k: string]: string;
  };
  config: {
    [k: string]: unknown;
  };
  /**
   * Settings that the options of this start override
   */
  startOptions: string[];
  configSchema: {
    [k: string]: unknown;
  };
  actions: {
    [k: string]: {
      title: string;
      description?: string;
      input: {
        [k: string]: unknown;
      };
    };
  };
  permissions: string[];
  devices: number;
  diagnostics: PluginDiagnostic[];
}
export interface PluginDiagnostic {
  code: string;
  message: string;
  place?: string;
  device?: string;
  count: number;
  firstAt: string;
  lastAt: string;
}
export interface PluginLogLine {
  at: string;
  level: "debug" | "info" | "warn" | "error";
  message: string;
  fields?: {
    [k: string]: unknown;
  };
}
export interface Run {
  id: string;
  rule: string;
  ruleName: string;
  state: "running" | "waiting" | "done" | "failed" | "conditionsNotMet" | "stopped" | "interrupted";
  startedAt: string;
  finishedAt?: string;
  trigger: {
    [k: string]: unknown;
  };
  person?: Room;
  trace: TraceStep[];
}
export interface TraceStep {
  at: string;
  step: "trigger" | "conditions" | "command" | "delay" | "scene" | "notify" | "stopped" | "resumed" | "interrupted";
  action?: number;
  outcome: "met" | "notMet" | "pending" | "done" | "failed" | "waiting";
  summary: string;
  device?: string;
  detail?: {
    [k: string]: unknown;
  };
  finishedAt?: string;
}
export interface SetUpState {
  needed: boolean;
}
export interface Token {
  id: string;
  name: string;
  role: "owner" | "member" | "guest" | "service";
  createdAt: string;
  lastUsedAt?: string;
  expiresAt?: string;
}
export interface CommandResult {
  id: string;
  status: "done";
  confirmation: "reported" | "acknowledged" | "assumed";
  endpoint: string;
  tookMs: number;
  /**
   * How often it was sent, where that was more than once
   */
  attempts?: number;
}
export interface LinkInput {
  device: string;
}
export interface AuditEntry {
  id: string;
  at: string;
  who: AuditActor;
  action: string;
  subject: string;
  detail: {
    [k: string]: unknown;
  };
}
export interface AuditActor {
  kind: "user" | "token" | "anonymous" | "commandLine";
  id?: string;
  name?: string;
  address?: string;
}
export interface Candidate {
  id: string;
  plugin: string;
  name: string;
  maker?: string;
  model?: string;
  summary?: string;
  identifiers: Identifier[];
  device?: string;
  adoptable: boolean;
  form: {
    [k: string]: unknown;
  };
  firstSeen: string;
}
export interface LinkProposal {
  id: string;
  devices: string[];
  score: number;
  evidence: {
    kind: string;
    score: number;
    detail: string;
  }[];
}
export interface Replacement {
  id: string;
  fits: boolean;
  missing: {
    path: string;
    message: string;
  }[];
}
export interface Session {
  id: string;
  user: Room;
  createdAt: string;
  lastUsedAt: string;
  expiresAt: string;
  address: string;
  client: string;
  current: boolean;
}
export interface LogInInput {
  name: string;
  password: string;
}
export interface ReplaceInput {
  by: string;
  anyway?: boolean;
}
export interface Replaced {
  device: Device;
  retired: Device;
}
export interface CommandInput {
  endpoint?: string;
  capability: string;
  command: string;
  args?: {
    [k: string]: unknown;
  };
  timeoutMs?: number;
}
export interface SetUpInput {
  code: string;
  name: string;
  password: string;
}
export interface AttributeChangeMessage {
  type: "change";
  kind: "attribute";
  device: string;
  endpoint: string;
  capability: string;
  attribute: string;
  record: ValueRecord;
  previous: unknown;
  cause:
    | {
        kind: "report";
        plugin: string;
      }
    | {
        kind: "command";
        command: string;
        origin: Origin;
      };
}
export interface DesiredChangeMessage {
  type: "change";
  kind: "desired";
  device: string;
  endpoint: string;
  capability: string;
  attribute: string;
  record: ValueRecord;
}
export interface EventMessage {
  type: "change";
  kind: "event";
  device: string;
  endpoint: string;
  capability: string;
  event: string;
  payload: {
    [k: string]: unknown;
  };
  at: string;
  receivedAt: string;
  cause:
    | {
        kind: "report";
        plugin: string;
      }
    | {
        kind: "command";
        command: string;
        origin: Origin;
      };
}
export interface ResourceMessage {
  type: "device" | "candidate" | "linkProposal" | "room" | "person" | "scene" | "rule" | "plugin";
  action: "added" | "updated" | "removed";
  id: string;
}
export interface RunMessage {
  type: "run";
  action: "updated";
  id: string;
  rule: string;
  state: string;
}
export interface NotificationMessage {
  type: "notification";
  message: string;
  origin: Origin;
}
export interface MissedMessage {
  type: "missed";
  count: number;
}
export interface TakenBack {
  device: Device;
  by: Device;
}
export interface DevicePatch {
  name?: string;
  room?: string | null;
}
export interface PluginPatch {
  enabled?: boolean;
  config?: {
    [k: string]: unknown;
  };
}
export interface UserPatch {
  name?: string;
  password?: string;
  role?: "owner" | "member" | "guest";
  person?: string | null;
}

/** Method and path of each operation. */
export const operations = {
  activateScene: ['POST', '/scenes/{id}/activate'],
  adoptCandidate: ['POST', '/candidates/{id}/adopt'],
  answerLinkProposal: ['POST', '/link-proposals/{id}/answer'],
  changePassword: ['POST', '/me/password'],
  changeSource: ['PATCH', '/devices/{id}/sources/{source}'],
  checkRule: ['POST', '/rules/check'],
  createPerson: ['POST', '/people'],
  createRoom: ['POST', '/rooms'],
  createRule: ['POST', '/rules'],
  createScene: ['POST', '/scenes'],
  createToken: ['POST', '/tokens'],
  createUser: ['POST', '/users'],
  deletePerson: ['DELETE', '/people/{id}'],
  deleteRoom: ['DELETE', '/rooms/{id}'],
  deleteRule: ['DELETE', '/rules/{id}'],
  deleteScene: ['DELETE', '/scenes/{id}'],
  deleteUser: ['DELETE', '/users/{id}'],
  endSession: ['DELETE', '/sessions/{id}'],
  getCapability: ['GET', '/capabilities/{id}'],
  getDevice: ['GET', '/devices/{id}'],
  getDeviceDescriptor: ['GET', '/devices/{id}/descriptor'],
  getDeviceMapping: ['GET', '/devices/{id}/mapping'],
  getHealth: ['GET', '/health'],
  getHistory: ['GET', '/history'],
  getMe: ['GET', '/me'],
  getOpenApi: ['GET', '/openapi.json'],
  getPerson: ['GET', '/people/{id}'],
  getPlugin: ['GET', '/plugins/{id}'],
  getPluginLogs: ['GET', '/plugins/{id}/logs'],
  getRoom: ['GET', '/rooms/{id}'],
  getRule: ['GET', '/rules/{id}'],
  getRun: ['GET', '/runs/{id}'],
  getScene: ['GET', '/scenes/{id}'],
  getSetUp: ['GET', '/setup'],
  getThingDescription: ['GET', '/devices/{id}/td'],
  getToken: ['GET', '/tokens/{id}'],
  getUser: ['GET', '/users/{id}'],
  invokeThingAction: ['POST', '/devices/{id}/td/actions/{name}'],
  linkDevice: ['POST', '/devices/{id}/sources'],
  listAudit: ['GET', '/audit'],
  listCandidates: ['GET', '/candidates'],
  listCapabilities: ['GET', '/capabilities'],
  listDevices: ['GET', '/devices'],
  listLinkProposals: ['GET', '/link-proposals'],
  listPeople: ['GET', '/people'],
  listPlugins: ['GET', '/plugins'],
  listReplacements: ['GET', '/devices/{id}/replacements'],
  listRooms: ['GET', '/rooms'],
  listRules: ['GET', '/rules'],
  listRuns: ['GET', '/runs'],
  listRunsOfRule: ['GET', '/rules/{id}/runs'],
  listScenes: ['GET', '/scenes'],
  listSessions: ['GET', '/sessions'],
  listTokens: ['GET', '/tokens'],
  listUsers: ['GET', '/users'],
  logIn: ['POST', '/sessions'],
  logOut: ['DELETE', '/sessions/current'],
  observeThingProperties: ['GET', '/devices/{id}/td/observe'],
  observeThingProperty: ['GET', '/devices/{id}/td/properties/{name}/observe'],
  readThingProperties: ['GET', '/devices/{id}/td/properties'],
  readThingProperty: ['GET', '/devices/{id}/td/properties/{name}'],
  removeDevice: ['DELETE', '/devices/{id}'],
  replaceDevice: ['POST', '/devices/{id}/replace'],
  replacePerson: ['PUT', '/people/{id}'],
  replaceRoom: ['PUT', '/rooms/{id}'],
  replaceRule: ['PUT', '/rules/{id}'],
  replaceScene: ['PUT', '/scenes/{id}'],
  restartPlugin: ['POST', '/plugins/{id}/restart'],
  revokeToken: ['DELETE', '/tokens/{id}'],
  runPluginAction: ['POST', '/plugins/{id}/actions/{action}'],
  runRule: ['POST', '/rules/{id}/run'],
  sendCommand: ['POST', '/devices/{id}/commands'],
  setUp: ['POST', '/setup'],
  streamEvents: ['GET', '/events'],
  subscribeThingEvent: ['GET', '/devices/{id}/td/events/{name}'],
  subscribeThingEvents: ['GET', '/devices/{id}/td/events'],
  takeBackDevice: ['POST', '/devices/{id}/replace/undo'],
  unlinkSource: ['DELETE', '/devices/{id}/sources/{source}'],
  updateDevice: ['PATCH', '/devices/{id}'],
  updatePlugin: ['PATCH', '/plugins/{id}'],
  updateUser: ['PATCH', '/users/{id}'],
  writeThingProperties: ['PUT', '/devices/{id}/td/properties'],
  writeThingProperty: ['PUT', '/devices/{id}/td/properties/{name}'],
} as const satisfies Record<keyof Operations, readonly [method: string, path: string]>;
