import type { ResponseOf } from './client.ts';
import type { AttributeDescriptor, Capability, Endpoint, Me, RuleInput } from './generated.ts';

/** The API's resources by their names in the page. */
export type {
  Candidate,
  Capability,
  CapabilityView,
  CommandInput,
  CommandResult,
  DescriptorView as Descriptor,
  Device,
  Endpoint,
  History,
  LinkProposal,
  MappingView as Mapping,
  Me,
  Person,
  PersonInput,
  Plugin,
  PluginLogLine,
  Replacement,
  Room,
  Rule,
  RuleInput,
  Run,
  Scene,
  SceneInput,
  SceneSetting,
  Session,
  Source,
  Token,
  TraceStep,
  User,
  ValueRecord,
} from './generated.ts';
export type Kind = Endpoint['kind'];
export type AttributeView = AttributeDescriptor;
export type CapabilityAttribute = Capability['attributes'][string];
export type Trigger = RuleInput['triggers'][number];
export type Action = RuleInput['actions'][number];
export type Right = Me['rights'][number];
export type HistoryPoint = ResponseOf<'getHistory'>['points'][number];

/** A JSON Schema as the hub sends it for forms: the part of it that forms are made of. */
export interface JsonSchema {
  readonly type?: string;
  readonly title?: string;
  readonly description?: string;
  readonly format?: string;
  readonly pattern?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly default?: unknown;
  readonly examples?: readonly unknown[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly multipleOf?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly maxItems?: number;
  readonly items?: JsonSchema;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly writeOnly?: boolean;
  readonly readOnly?: boolean;
  readonly 'x-unit'?: string;
}
