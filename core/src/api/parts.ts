import type { Finding } from '@concord/sdk';
import type { Clock } from '../clock.ts';
import type {
  Address,
  Candidate,
  Change,
  CommandInput,
  CommandResult,
  DescriptorView,
  Device,
  DeviceModel,
  DevicePatch,
  HomeNotice,
  LinkProposal,
  MappingView,
  Origin,
  Person,
  PersonInput,
  Replacement,
  Room,
  Scene,
  SceneInput,
  SourcePatch,
} from '../home/index.ts';
import type { PluginLogLine, PluginPatch, PluginView } from '../plugins/index.ts';
import type { Rule, RuleCheck, RuleInput, Run } from '../rules/index.ts';

/** One page of a list. */
export interface Page<T> {
  readonly items: T[];
  readonly next?: string;
}
export interface PageQuery {
  readonly limit?: number;
  readonly cursor?: string;
}

/** Things with a name that people make, change and delete. Unknown ids throw `NotFoundError`. */
export interface Collection<Item, Input> {
  list(): Item[];
  get(id: string): Item;
  create(input: Input): Item;
  replace(id: string, input: Input): Item;
  delete(id: string): void;
}

/** What the API needs of the recognition of products. */
export interface IdentityPart {
  proposals(): LinkProposal[];
  answer(proposal: string, answer: 'same' | 'distinct'): Device[];
  link(id: string, other: string): Device;
  unlink(id: string, source: string): Device;
  confirm(id: string, source: string, patch: SourcePatch): Device;
  replacements(id: string): Replacement[];
  replace(id: string, by: string, anyway: boolean): { device: Device; retired: Device };
  takeBack(id: string): { device: Device; by: Device };
}

/** What the API needs of the home. */
export interface HomePart {
  devices(): Device[];
  device(id: string): Device;
  /** The live model of a device, to be read and not to be changed. */
  find(id: string): DeviceModel | undefined;
  descriptor(id: string): DescriptorView;
  mapping(id: string): MappingView;
  updateDevice(id: string, patch: DevicePatch): Device;
  /** Where an address leads now: its device may have been linked to another. */
  current(address: Address): Address;
  readonly identity: IdentityPart;
  removeDevice(id: string): Promise<void>;
  command(device: string, input: CommandInput, origin: Origin): Promise<CommandResult>;
  candidates(): Candidate[];
  adopt(candidate: string, input: Record<string, unknown>): Promise<Device[]>;
  readonly rooms: Collection<Room, { name: string }>;
  readonly people: Collection<Person, PersonInput>;
  readonly scenes: Collection<Scene, SceneInput>;
  /** Sets everything a scene names; answers what could not be. */
  activateScene(id: string, origin: Origin): Promise<{ done: number; failed: { device: string; code: string; message: string }[] }>;
  readonly changes: { listen(listener: (change: Change) => void): () => void };
  readonly notices: { listen(listener: (notice: HomeNotice) => void): () => void };
}

/** What the API needs of the plugins' supervisor. */
export interface PluginsPart {
  list(): PluginView[];
  get(id: string): PluginView;
  update(id: string, patch: PluginPatch): Promise<PluginView>;
  restart(id: string): Promise<PluginView>;
  /** The last lines, oldest first. */
  logs(id: string): PluginLogLine[];
  /** Runs one of the plugin's actions; the input is checked against the manifest's schema. */
  action(id: string, action: string, input: Record<string, unknown>): Promise<unknown>;
  /** Whether an action only answers, and changes nothing. */
  isQuestion(id: string, action: string): boolean;
  readonly changes: { listen(listener: (plugin: { id: string }) => void): () => void };
}

/** What the API needs of the rules. Problems of a rule throw `InvalidInputError` with its findings. */
export interface RulesPart {
  list(): Rule[];
  get(id: string): Rule;
  create(input: RuleInput): Rule;
  replace(id: string, input: RuleInput): Rule;
  delete(id: string): void;
  check(input: unknown): RuleCheck;
  /** Starts it as if triggered by hand; answers the run as it began. */
  run(id: string, origin: Origin): Run;
  runs(rule: string | undefined, query: PageQuery): Page<Run>;
  getRun(id: string): Run;
  readonly changes: { listen(listener: (change: { id: string; action: 'added' | 'updated' | 'removed' }) => void): () => void };
  /** A run began, went on or ended. */
  readonly runChanges: { listen(listener: (run: { id: string; rule: string; state: string }) => void): () => void };
}

export interface HistoryQuery {
  readonly device: string;
  readonly endpoint: string;
  readonly capability: string;
  readonly attribute: string;
  /** Milliseconds since 1970. */
  readonly from: number;
  readonly to: number;
  readonly points: number;
}
export type HistoryAnswer = {
  unit?: string;
  points: ([at: string, min: number, mean: number, max: number] | [at: string, value: unknown])[];
};

/** What the API needs of history. */
export interface HistoryPart {
  query(query: HistoryQuery): HistoryAnswer;
}

/** What the health page shows. */
export interface HealthPart {
  stores(): Record<string, { ok: boolean; detail?: string }>;
  queues(): Record<string, number>;
  startedAt: number;
}

/** What rules tell the people who look at the page. */
export interface NotificationsPart {
  listen(listener: (notification: { message: string; origin: Origin }) => void): () => void;
}

export interface ApiParts {
  readonly clock: Clock;
  readonly version: string;
  readonly home: HomePart;
  readonly plugins: PluginsPart;
  readonly rules: RulesPart;
  readonly history: HistoryPart;
  readonly health: HealthPart;
  readonly notifications: NotificationsPart;
}

export type { Finding };
