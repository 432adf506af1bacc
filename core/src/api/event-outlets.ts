import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { WebSocket } from 'ws';
import type { EventOutlet } from './event-client.ts';

/** Messages as WebSocket text frames. `socket` is what `client` writes to. */
export function webSocketOutlet(client: WebSocket, socket: Socket): EventOutlet {
  return {
    send: (text) => {
      if (client.readyState === client.OPEN) client.send(text);
    },
    waiting: () => client.bufferedAmount,
    cork: () => socket.cork(),
    uncork: () => socket.uncork(),
  };
}

/** Messages as server-sent events (HTML standard, section 9.2): JSON has no line breaks, so each is one `data` line. */
export function serverSentOutlet(response: ServerResponse): EventOutlet {
  return {
    send: (text) => {
      if (!response.destroyed) response.write(`data: ${text}\n\n`);
    },
    waiting: () => response.writableLength,
    cork: () => response.cork(),
    uncork: () => response.uncork(),
  };
}
