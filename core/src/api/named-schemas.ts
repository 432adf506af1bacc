import { AttributeDescriptor, Identifier, MappingEntry } from '@concord/sdk';
import type { TSchema } from 'typebox';
import { accessResources as access } from '../access/index.ts';
import * as home from '../home/resources.ts';
import * as plugins from '../plugins/resources.ts';
import * as rules from '../rules/resources.ts';
import * as events from './event-messages.ts';
import { Problem } from './problems.ts';
import { Adopted, AdoptInput } from './routes/candidates.ts';
import { Capability } from './routes/capabilities.ts';
import { Health } from './routes/health.ts';
import { History } from './routes/history.ts';
import { SceneOutcome } from './routes/scenes.ts';

/** Schemas that have a name in the OpenAPI document, and so in types that are generated from it. */
export const namedSchemas: Readonly<Record<string, TSchema>> = {
  Problem,
  Health,
  Capability,
  Identifier,
  AttributeDescriptor,
  MappingEntry,
  Origin: home.Origin,
  ValueRecord: home.ValueRecord,
  Desired: home.Desired,
  Endpoint: home.Endpoint,
  Source: home.Source,
  Device: home.Device,
  DevicePatch: home.DevicePatch,
  CapabilityView: home.CapabilityView,
  DescriptorView: home.DescriptorView,
  MappingView: home.MappingView,
  CommandInput: home.CommandInput,
  CommandResult: home.CommandResult,
  Candidate: home.Candidate,
  AdoptInput,
  Adopted,
  Room: home.Room,
  RoomInput: home.RoomInput,
  Person: home.Person,
  PersonInput: home.PersonInput,
  PersonLink: home.PersonLink,
  Scene: home.Scene,
  SceneInput: home.SceneInput,
  SceneSetting: home.SceneAction,
  SceneOutcome,
  Rule: rules.Rule,
  RuleInput: rules.RuleInput,
  RuleCheck: rules.RuleCheck,
  Selector: rules.Selector,
  StateTrigger: rules.StateTrigger,
  EventTrigger: rules.EventTrigger,
  TimeTrigger: rules.TimeTrigger,
  Trigger: rules.Trigger,
  CommandAction: rules.CommandAction,
  DelayAction: rules.DelayAction,
  SceneAction: rules.SceneAction,
  NotifyAction: rules.NotifyAction,
  Action: rules.Action,
  Run: rules.Run,
  TraceStep: rules.TraceStep,
  Plugin: plugins.PluginView,
  PluginPatch: plugins.PluginPatch,
  PluginDiagnostic: plugins.PluginDiagnostic,
  PluginLogLine: plugins.PluginLogLine,
  History,
  User: access.User,
  UserInput: access.UserInput,
  UserPatch: access.UserPatch,
  Token: access.Token,
  TokenInput: access.TokenInput,
  NewToken: access.NewToken,
  Session: access.Session,
  LogInInput: access.LogInInput,
  SetUpInput: access.SetUpInput,
  SetUpState: access.SetUpState,
  Me: access.Me,
  PasswordChange: access.PasswordChange,
  AuditEntry: access.AuditEntry,
  AuditActor: access.AuditActor,
  ChangeCause: events.ChangeCause,
  AttributeChangeMessage: events.AttributeChangeMessage,
  DesiredChangeMessage: events.DesiredChangeMessage,
  EventMessage: events.EventMessage,
  ResourceMessage: events.ResourceMessage,
  RunMessage: events.RunMessage,
  MissedMessage: events.MissedMessage,
  StreamMessage: events.StreamMessage,
};
