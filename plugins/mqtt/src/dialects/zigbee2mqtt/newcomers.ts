import type { CandidateDescriptor, PluginContext } from '@concord/sdk';
import { zigbeeKey } from '../../mapping/zigbee-key.ts';
import { isObject } from '../../topics/message.ts';

/** What becomes of a device that has joined: `interview_state`, or the two flags of earlier versions. */
type Interview = 'waiting' | 'running' | 'failed' | 'done';

const states: Readonly<Record<string, Interview>> = {
  PENDING: 'waiting',
  IN_PROGRESS: 'running',
  SUCCESSFUL: 'done',
  FAILED: 'failed',
};

const summaries: Readonly<Record<Interview, string>> = {
  waiting: 'Has joined the Zigbee network; it will be asked what it is',
  running: 'Has joined the Zigbee network and is being asked what it is; keep it awake and near',
  failed: 'Did not answer when asked what it is: bring it near, wake it by pressing a button, reset it and let it join again',
  done: 'Zigbee2MQTT does not know this product yet',
};

/**
 * How an entry of `bridge/devices` is offered that is no device yet: one that is being asked what it is, did not answer, or is unknown to
 * Zigbee2MQTT. Undefined for every other entry.
 */
export function readNewcomer(entry: unknown): CandidateDescriptor | undefined {
  if (!isObject(entry) || isObject(entry['definition']) || entry['type'] === 'Coordinator' || entry['disabled'] === true) return undefined;
  const { ieee_address: ieee, friendly_name: name, manufacturer, model_id: model } = entry;
  if (typeof ieee !== 'string' || !/^0x[0-9a-f]{16}$/i.test(ieee)) return undefined;
  const [maker, modelId] = [text(manufacturer), text(model)];
  return {
    key: zigbeeKey(ieee),
    name: text(name) ?? ieee,
    ...(maker !== undefined && { maker }),
    ...(modelId !== undefined && { model: modelId }),
    summary: summaries[interviewOf(entry)],
    identifiers: [{ type: 'eui64', value: ieee.toLowerCase().slice(2) }],
    adoptable: false,
    form: { type: 'object', additionalProperties: false },
  };
}

function interviewOf({
  interview_state: state,
  interviewing,
  interview_completed: completed,
}: Readonly<Record<string, unknown>>): Interview {
  if (typeof state === 'string' && Object.hasOwn(states, state)) return states[state] ?? 'waiting';
  return interviewing === true ? 'running' : completed === true ? 'done' : completed === false ? 'failed' : 'waiting';
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value.slice(0, 255) : undefined;
}

/** The candidates that a bridge has told of, offered while they are and withdrawn when they are devices or gone. */
export class Newcomers {
  readonly #context: Pick<PluginContext, 'offer' | 'withdraw'>;
  readonly #offered = new Map<string, string>();

  constructor(context: Pick<PluginContext, 'offer' | 'withdraw'>) {
    this.#context = context;
  }

  offer(candidate: CandidateDescriptor): void {
    const shown = JSON.stringify(candidate);
    if (this.#offered.get(candidate.key) === shown) return;
    this.#offered.set(candidate.key, shown);
    this.#context.offer(candidate);
  }

  withdraw(key: string): void {
    if (this.#offered.delete(key)) this.#context.withdraw(key);
  }

  /** The list names these and no others. */
  keep(keys: ReadonlySet<string>): void {
    for (const key of [...this.#offered.keys()]) if (!keys.has(key)) this.withdraw(key);
  }
}
