import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { EdgeNode } from './edge-node.ts';
import type { Payload } from './payload/payload.ts';
import { Writable } from './session/writable.ts';
import type { SparkplugTools } from './sparkplug-tools.ts';

function payload(seq: number): Payload {
  return { timestamp: undefined, seq, uuid: undefined, body: undefined, metrics: [], unread: 0 };
}

describe('an edge node whose broker was away', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  function started() {
    const asked: string[] = [];
    const tools = {
      dispatcher: { connection: { isOnline: true, publish: (topic: string) => asked.push(topic) } },
      registry: { take: () => undefined },
      writable: new Writable([]),
      reorderMs: 100,
      flush: () => undefined,
      bad: () => undefined,
    } as unknown as SparkplugTools;
    const node = new EdgeNode({ group: 'Plant', node: 'Gateway' }, tools);
    node.take({ verb: 'NBIRTH', device: undefined, payload: payload(0) });
    node.reconnected();
    return { node, asked };
  }

  it('is asked for its birth, and is not there without one', () => {
    const { node, asked } = started();
    expect(asked).toEqual(['spBv1.0/Plant/NCMD/Gateway']);
    vi.advanceTimersByTime(60_000);
    node.take({ verb: 'NDATA', device: undefined, payload: payload(1) });
    expect(asked).toHaveLength(2);
  });

  it('is there when it is born again', () => {
    const { node, asked } = started();
    node.take({ verb: 'NBIRTH', device: undefined, payload: payload(0) });
    vi.advanceTimersByTime(60_000);
    node.take({ verb: 'NDATA', device: undefined, payload: payload(1) });
    expect(asked).toHaveLength(1);
  });
});
