export * from './errors.ts';
export {
  choice,
  count,
  counter,
  flag,
  isNumeric,
  listOf,
  measured,
  meter,
  oneOf,
  percentage,
  plainNumber,
  record,
  text,
  timestamp,
  type AttributeDefinition,
  type AttributeOptions,
  type AttributeValue,
  type Category,
  type NumberOptions,
  type Series,
} from './model/attribute.ts';
export { defineCapability } from './model/capability.ts';
export type { ArgsOf, CapabilityDefinition, CommandDefinition, EventDefinition, Risk, ValuesOf } from './model/capability.ts';
export type { CommandExample, EventExample, Example, ReportExample } from './model/example.ts';
export { checkExample, fullDescriptor } from './model/check-example.ts';
export { tagAxes, type Tag, type TagAxis } from './model/tags.ts';
export { quantities, unitOf, type Quantity, type Unit } from './model/quantities.ts';
export { conversionOf, fromCanonical, knownUnits, toCanonical, type Canonical, type UnitConversion } from './model/units.ts';
export { didYouMean } from './model/did-you-mean.ts';
export { findingsOf } from './model/findings.ts';
export { check, compile, compileDocument, compileThorough, type Validator } from './model/validation.ts';
export { parseHubMessage, parsePluginMessage } from './protocol/validate.ts';
export {
  checkAttribute,
  checkCommand,
  checkEvent,
  checkReport,
  isWritable,
  setCommand,
  unknownCommand,
  unknownEvent,
} from './model/checks.ts';
export { isRepeatable, riskOfCommand } from './model/command-risk.ts';
export { capabilities, model, type CoreCapabilityId } from './capabilities/index.ts';
export { resolveCapability } from './capabilities/resolve.ts';
export * as shapes from './capabilities/shapes.ts';
export { DefinitionBudget } from './extensions/budget.ts';
export { defineExtension, describeAttribute, describeExtension } from './extensions/author.ts';
export type { Refuse } from './extensions/definition.ts';
export type { ExtensionAttribute, ExtensionCommand, ExtensionDefinition, ExtensionEvent, ExtensionSchema } from './extensions/shapes.ts';
export { isKind, kindOf, kinds, type Kind } from './capabilities/kinds.ts';
export {
  hueSaturationToRgb,
  hueSaturationToXy,
  kelvinToMired,
  miredToKelvin,
  rgbToHueSaturation,
  rgbToXy,
  xyToHueSaturation,
  xyToRgb,
  type HueSaturation,
  type Rgb,
  type Xy,
} from './model/color.ts';
export {
  AttributeDescriptor,
  CandidateDescriptor,
  CapabilityDescriptor,
  DeviceDescriptor,
  EndpointDescriptor,
  GenericBase,
  Identifier,
  MappingEntry,
  maxIdLength,
  MemberDescriptor,
  ModeOption,
} from './device/descriptor.ts';
export { HubOption, Manifest, Permissions, PluginAction } from './manifest.ts';
export { definePlugin } from './plugin/context.ts';
export type {
  CommandOutcome,
  DeviceEvent,
  Diagnostic,
  Log,
  PluginCommand,
  PluginContext,
  PluginDefinition,
  Report,
  RunningPlugin,
  Store,
} from './plugin/context.ts';
export { LineChannel, type LineHandlers } from './protocol/lines.ts';
export {
  Confirmation,
  hubMessages,
  LogLevel,
  maxLineBytes,
  pluginMessages,
  protocolVersion,
  type HubMessage,
  type HubMessages,
  type PluginMessage,
  type PluginMessages,
  type RequestResults,
} from './protocol/messages.ts';
