import { LitElement, type CSSResultGroup } from 'lit';
import type { Capability, CapabilityView, ValueRecord } from '../api/types.ts';
import { shapeOf, type Shape } from '../model/shape.ts';
import { base, buttons, forms } from '../styles/index.ts';

export interface CommandRequest {
  readonly endpoint: string;
  readonly capability: string;
  readonly command: string;
  readonly args: Readonly<Record<string, unknown>>;
}

/** What a control asks for; whoever stands around it sends it. */
export class CommandEvent extends CustomEvent<CommandRequest> {
  constructor(detail: CommandRequest) {
    super('command', { detail, bubbles: true, composed: true });
  }
}

/** What every control of a capability is given. */
export interface ControlContext {
  readonly device: string;
  readonly deviceName: string;
  readonly endpoint: string;
  readonly capability: string;
  readonly values: Readonly<Record<string, ValueRecord>>;
  readonly view: CapabilityView;
  readonly definition: Capability | undefined;
  /** A command is under way. */
  readonly isPending: boolean;
  /** The device can't be reached, or this person may not command it. */
  readonly isDisabled: boolean;
}

/** A control of one capability: shows what the device last said, and asks for what a person wants. */
export abstract class Control extends LitElement {
  static override properties = { context: { attribute: false } };
  static override styles: CSSResultGroup = [base, buttons, forms];
  declare context: ControlContext;

  /** What is wished where something is, else what was reported. */
  protected wished(attribute: string): unknown {
    const record = this.context.values[attribute];
    const desired = record?.desired;
    return desired && isUnderWay(desired.state) ? desired.value : record?.value;
  }

  protected number(attribute: string): number | undefined {
    const value = this.wished(attribute);
    return typeof value === 'number' ? value : undefined;
  }

  protected text(attribute: string): string | undefined {
    const value = this.wished(attribute);
    return typeof value === 'string' ? value : undefined;
  }

  protected shape(attribute: string): Shape {
    const { view, definition } = this.context;
    return shapeOf(attribute, view.attributes[attribute], definition);
  }

  protected isWritable(attribute: string): boolean {
    return this.context.view.attributes[attribute] !== undefined && this.shape(attribute).writable;
  }

  protected can(command: string): boolean {
    return this.context.view.commands.includes(command);
  }

  protected set(args: Readonly<Record<string, unknown>>): void {
    this.send('set', args);
  }

  protected send(command: string, args: Readonly<Record<string, unknown>> = {}): void {
    const { endpoint, capability } = this.context;
    this.dispatchEvent(new CommandEvent({ endpoint, capability, command, args }));
  }
}

/** A wish on its way: not yet shown by a report, and not given up. */
export function isUnderWay(state: string): boolean {
  return state === 'sent' || state === 'accepted';
}
