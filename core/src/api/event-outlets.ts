import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { WebSocket } from 'ws';
import type { EventOutlet } from './event-client.ts';

/** Messages as WebSocket text frames. `socket` is what `client` writes to. */
export function webSocketOutlet(client: WebSocket, socket: Socket): EventOutlet {
  const send = (text: string) => {
    if (client.readyState === client.OPEN) client.send(text);
  };
  return {
    send,
    waiting: () => client.bufferedAmount,
    cork: () => socket.cork(),
    uncork: () => socket.uncork(),
    missed: (count) => send(missedMessage(count)),
  };
}

/** Messages as server-sent events (HTML standard, section 9.2): JSON has no line breaks, so each is one `data` line. */
export function serverSentOutlet(response: ServerResponse): EventOutlet {
  const send = (text: string) => {
    if (!response.destroyed && !response.writableEnded) response.write(`data: ${text}\n\n`);
  };
  return {
    send,
    waiting: () => response.writableLength,
    cork: () => response.cork(),
    uncork: () => response.uncork(),
    missed: (count) => send(missedMessage(count)),
  };
}

function missedMessage(count: number): string {
  return JSON.stringify({ type: 'missed', count });
}
