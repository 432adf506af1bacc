import type { AttributeDescriptor, GenericBase, PluginContext } from '@concord/sdk';
import { CommandRejectedError, messageOf } from '@concord/sdk';
import { fragment, type CommandPlan, type Fragment, type FragmentDraft, type Sending, type Values } from '../../devices/fragment.ts';
import type { PartListener } from '../../devices/part.ts';
import type { Reporter } from '../../devices/reporter.ts';
import { slug } from '../../devices/slug.ts';
import type { TemplateEngine } from '../../templates/engine.ts';
import { pythonText } from '../../templates/python-text.ts';
import { compileTemplate, wholePayload, type Template } from '../../templates/template.ts';
import type { Message } from '../../topics/message.ts';
import { isFilter, isTopic } from '../../topics/topic-filter.ts';
import { AnnouncementError, type Announced } from './announcement.ts';
import { Encoding } from './encoding.ts';

/** What entities need of the plugin. */
interface EntityTools {
  readonly engine: TemplateEngine;
  readonly context: Pick<PluginContext, 'diagnose'>;
  readonly deviceKey: string;
}

const truths = new Map<unknown, boolean>([
  ...[true, 1, 'true', 'yes', 'on', 'enable', '1'].map((word) => [word, true] as const),
  ...[false, 0, 'false', 'no', 'off', 'disable', '0'].map((word) => [word, false] as const),
]);

/** Takes what a template read from a message. */
type Take = (value: unknown, reporter: Reporter, message: Message) => void;

/** One announced entity, with typed access to its configuration. */
export class Entity {
  readonly id: string;
  readonly component: string;
  readonly objectId: string;
  readonly #config: Announced['config'];
  readonly #tools: EntityTools;
  readonly #encoding: Encoding;

  constructor({ id, component, objectId, config }: Announced, tools: EntityTools) {
    this.id = id;
    this.component = component;
    this.objectId = objectId;
    this.#config = config;
    this.#tools = tools;
    this.#encoding = Encoding.of(config['encoding']);
  }

  get name(): string | undefined {
    return this.text('name');
  }

  get deviceClass(): string | undefined {
    return this.text('device_class');
  }

  get category(): 'primary' | 'config' | 'diagnostic' {
    const category = this.text('entity_category');
    return category === 'config' || category === 'diagnostic' ? category : 'primary';
  }

  /** What users see by default; others are there all the same, among the diagnostics. */
  get isEnabled(): boolean {
    return this.flag('enabled_by_default', true);
  }

  has(name: string): boolean {
    const value = this.#config[name];
    return value !== undefined && value !== null;
  }

  any(name: string): unknown {
    return this.#config[name];
  }

  text(name: string): string | undefined {
    const value = this.#config[name];
    return typeof value === 'string' && value !== '' ? value : undefined;
  }

  /** Numbers may be written as text. */
  number(name: string): number | undefined {
    const value = this.#config[name];
    const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
    return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
  }

  /** A yes or no, also as the texts and numbers that Home Assistant takes for one. */
  flag(name: string, fallback = false): boolean {
    const value = this.#config[name];
    return truths.get(typeof value === 'string' ? value.toLowerCase() : value) ?? fallback;
  }

  /** A list of texts, written as a payload is; what is none is left out. */
  texts(name: string): string[] {
    const value = this.#config[name];
    return Array.isArray(value) ? value.filter((one) => ['string', 'number', 'boolean'].includes(typeof one)).map(pythonText) : [];
  }

  /** A payload as text: `true` is `True`, as what the templates print. */
  payload(name: string, fallback: string): string {
    const value = this.#config[name];
    return value === undefined || value === null ? fallback : pythonText(value);
  }

  /** The same entity, where each of these settings that is left out has the value of another. */
  filledIn(names: readonly string[], source: string): Entity {
    const value = this.#config[source];
    if (value === undefined || value === null) return this;
    const { id, component, objectId } = this;
    const config = { ...Object.fromEntries(names.map((name) => [name, value])), ...this.#config };
    return new Entity({ topic: id, id, component, objectId, config }, this.#tools);
  }

  /** A topic to listen to, or undefined where there is none. */
  topic(name: string): string | undefined {
    const topic = this.text(name);
    if (topic !== undefined && !isFilter(topic)) throw new AnnouncementError(`${name} "${topic}" is not a topic`);
    return topic;
  }

  /** A topic to publish to. */
  #commandTopic(name: string): string | undefined {
    const topic = this.text(name);
    if (topic !== undefined && !isTopic(topic)) throw new AnnouncementError(`${name} "${topic}" is not a topic`);
    return topic;
  }

  /** What its documentation wants of every entity of the kind: a topic that takes its commands. */
  requireCommands(name = 'command_topic'): void {
    if (this.#commandTopic(name) === undefined) refuse(`${name} is missing`);
  }

  /** No topic of its commands may have a wildcard. */
  checkCommandTopics(): void {
    for (const name of Object.keys(this.#config)) if (/^set_.*_topic$|command_topic$/.test(name)) this.#commandTopic(name);
  }

  requiredTopic(name: string): string {
    return this.topic(name) ?? refuse(`${name} is missing`);
  }

  template(...names: string[]): Template {
    const source = names.map((name) => this.text(name)).find(Boolean);
    return source === undefined ? wholePayload : this.compile(source);
  }

  compile(source: string): Template {
    return compileTemplate(source, this.#tools.engine, (error) => this.diagnose('template-failed', error.message), this.#known());
  }

  /** Listens to a topic of the configuration, where it has it. What the template makes of a message goes to `take`. */
  listen(topicName: string, templateNames: string | readonly string[], take: Take): PartListener[] {
    const topic = this.topic(topicName);
    if (topic === undefined) return [];
    const template = this.template(...(typeof templateNames === 'string' ? [templateNames] : templateNames));
    const encoding = this.#encoding;
    if (encoding.isUtf8)
      return [
        {
          topic,
          read: (message, reporter) => {
            const value = template.read(message);
            if (value !== undefined) take(value, reporter, message);
          },
        },
      ];
    return this.listenRaw(topicName, (bytes, reporter) => {
      const message = encoding.decode(bytes);
      if (!message) return this.bad(bytes.payload.length, `not ${encoding.name}, of this many bytes`);
      const value = template.read(message);
      if (value !== undefined) take(value, reporter, message);
    });
  }

  /** The same for payloads that are no text. */
  listenRaw(topicName: string, read: (message: Message, reporter: Reporter) => void): PartListener[] {
    const topic = this.topic(topicName);
    return topic === undefined ? [] : [{ topic, takesBytes: true, read }];
  }

  /** A message to one of the configuration's command topics, its payload made by a command template where there is one. */
  send(topicName: string, payload: unknown, templateName?: string, variables: Values = {}): Sending {
    const topic = this.#commandTopic(topicName);
    if (topic === undefined) throw new CommandRejectedError(`the device takes no such command (no ${topicName})`);
    const qos = this.#config['qos'];
    const text = this.#render(templateName, payload, variables);
    if (!this.#encoding.canWrite(text)) throw new CommandRejectedError(`this can't be written in ${this.#encoding.name}`);
    return {
      topic,
      payload: text,
      retain: this.flag('retain'),
      ...((qos === 1 || qos === 2) && { qos }),
    };
  }

  /** True where nothing will report what a command did. */
  isOptimistic(stateTopicName: string): boolean {
    return this.flag('optimistic') || !this.has(stateTopicName);
  }

  plan(stateTopicName: string, sendings: readonly Sending[], assumed: Values): CommandPlan {
    return this.isOptimistic(stateTopicName) ? { sendings, assumed } : { sendings };
  }

  /** An extension capability `hass:<name>` for what has no named one. */
  generic(
    base: GenericBase,
    draft: Omit<FragmentDraft, 'capability' | 'base' | 'attributes'> & {
      value?: AttributeDescriptor;
      /** Attributes beside the value. */
      more?: Readonly<Record<string, AttributeDescriptor>>;
      name?: string;
    },
  ): Fragment {
    const { value, more = {}, name = this.objectId, ...rest } = draft;
    return fragment({
      capability: `hass:${slug(name)}`,
      base,
      title: this.name ?? name,
      attributes: { ...(value && { value: this.describe(value) }), ...more },
      ...rest,
    });
  }

  /** An attribute's descriptor, with what every entity may say of it. */
  describe(descriptor: AttributeDescriptor = {}): AttributeDescriptor {
    const expireAfter = this.number('expire_after');
    return {
      ...descriptor,
      ...(this.category !== 'primary' ? { category: this.category } : !this.isEnabled && { category: 'diagnostic' as const }),
      ...(expireAfter !== undefined && expireAfter > 0 && { maxSilence: expireAfter }),
      source: this.id.slice(0, 512),
    };
  }

  /** Something in a message that can't be used. */
  bad(value: unknown, what: string): void {
    this.diagnose('bad-value', `${what}: ${JSON.stringify(value)?.slice(0, 200)}`);
  }

  diagnose(code: string, message: string): void {
    this.#tools.context.diagnose({ code, message, place: this.id, device: this.#tools.deviceKey });
  }

  /** What a template may ask about its entity. There is no Home Assistant here, so of its state nothing is known. */
  #known(): Values {
    const entityId = this.text('default_entity_id') ?? `${this.component}.${this.text('object_id') ?? this.objectId}`;
    return { entity_id: entityId, name: this.name ?? null, this: { entity_id: entityId, state: 'unknown', attributes: {} } };
  }

  #render(templateName: string | undefined, payload: unknown, variables: Values): string {
    const source = templateName === undefined ? undefined : this.text(templateName);
    if (source === undefined) return pythonText(payload);
    try {
      return this.#tools.engine.render(source, { ...this.#known(), value: payload, ...variables });
    } catch (error) {
      // What went wrong may quote what was sent, and that is nobody's business where it is a code.
      const isSecret = 'code' in variables || this.text('mode') === 'password';
      if (isSecret) throw new CommandRejectedError("the product's command template fails");
      throw new CommandRejectedError(`the product's command template fails: ${messageOf(error)}`, { cause: error });
    }
  }
}

/** The announcement can't be used, for this reason. */
export function refuse(reason: string): never {
  throw new AnnouncementError(reason);
}
