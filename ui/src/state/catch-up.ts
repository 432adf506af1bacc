import type { ChangeMessage } from '../api/events.ts';
import type { Device } from '../api/types.ts';

/** What the feed says of values while an answer about devices is on its way: the answer may be older, and must not undo it. */
export class CatchUp {
  readonly #underWay = new Set<ChangeMessage[]>();

  /** The feed said this. */
  heard(message: ChangeMessage): void {
    for (const messages of this.#underWay) messages.push(message);
  }

  /** Reads devices and brings them up to what was heard meanwhile. */
  readAll(devices: () => Promise<Device[]>): Promise<Device[]> {
    return this.#during(devices, (found, news) => found.map((device) => broughtUp(device, news)));
  }

  /** As `readAll`, of one device. */
  readOne(device: () => Promise<Device>): Promise<Device> {
    return this.#during(device, broughtUp);
  }

  async #during<T>(read: () => Promise<T>, bringUp: (found: T, news: readonly ChangeMessage[]) => T): Promise<T> {
    const news: ChangeMessage[] = [];
    this.#underWay.add(news);
    try {
      return bringUp(await read(), news);
    } finally {
      this.#underWay.delete(news);
    }
  }
}

function broughtUp(device: Device, news: readonly ChangeMessage[]): Device {
  return news.filter((message) => message.device === device.id).reduce(withNews, device);
}

/** A device with one value changed, unless it knows better already. */
function withNews(device: Device, change: ChangeMessage): Device {
  if (change.kind === 'event') return device;
  const known = device.endpoints.find(({ id }) => id === change.endpoint)?.capabilities[change.capability]?.[change.attribute];
  return known && known.receivedAt > change.record.receivedAt ? device : withChange(device, change);
}

/** A device with one value changed; the one that came is left as it is. */
export function withChange(device: Device, change: ChangeMessage): Device {
  if (change.kind === 'event') return device;
  const { capability, attribute, record } = change;
  const endpoints = device.endpoints.map((endpoint) => {
    if (endpoint.id !== change.endpoint) return endpoint;
    return {
      ...endpoint,
      capabilities: { ...endpoint.capabilities, [capability]: { ...endpoint.capabilities[capability], [attribute]: record } },
    };
  });
  return { ...device, endpoints };
}
