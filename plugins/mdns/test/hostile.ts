/**
 * Plays a product that lies: `hostile.ts --network NAME --id shelly…-<mac> --behaviour NAME`. What it does wrong can be changed by a line
 * on standard input with the name of another behaviour; `push NAME` or `push JSON` sends a frame, `tell` says how often it was asked.
 */
import type { ServerResponse } from 'node:http';
import type { WebSocket } from 'ws';
import { Announcer } from '../demo/peers/announcer.ts';
import { answerJson, WebServer } from '../demo/peers/http.ts';
import { onLines, optionsOf, say, stopOnSignal } from '../demo/peers/program.ts';

const { network, id = '', behaviour = 'good' } = optionsOf(['network', 'id', 'behaviour']);
const info = { id, mac: id.slice(-12).toUpperCase(), gen: 3, app: 'PlugSG3', ver: '1.0.0', auth_en: false };
const status = { 'switch:0': { id: 0, output: false, apower: 1 }, sys: { uptime: 1 } };
const results: Readonly<Record<string, object>> = {
  'Shelly.GetDeviceInfo': info,
  'Shelly.GetStatus': status,
  'Shelly.GetConfig': {},
};

/** Who it says that it is, over the WebSocket as over HTTP. */
const lies: Readonly<Record<string, object>> = { shapeless: { id: 5, mac: null }, impostor: { ...info, mac: '000011112222' } };

let current = behaviour;
const sockets = new Set<WebSocket>();
/** How often it was asked over its WebSocket, by method. */
const asked: Record<string, number> = {};

/** What the HTTP side answers with. */
const answers: Readonly<Record<string, (response: ServerResponse, method: string) => void>> = {
  good: (response, method) => answerJson(response, 200, { id: 1, src: id, result: results[method] ?? {} }),
  garbage: (response) => void response.end('<html>{{{'),
  large: (response) => void response.end(`"${'x'.repeat(5_000_000)}"`),
  endless: (response) => feed(response),
  deep: (response) => void response.end('['.repeat(10_000) + ']'.repeat(10_000)),
  silent: () => undefined,
  redirect: (response) => void response.writeHead(302, { location: 'http://10.86.0.1:1/rpc' }).end(),
  notFound: (response) => answerJson(response, 404, {}),
  shapeless: (response) => answerJson(response, 200, { id: 1, result: lies['shapeless'] }),
  impostor: (response) => answerJson(response, 200, { id: 1, result: lies['impostor'] }),
};

/** What it sends to everybody who listens. */
const pushes: Readonly<Record<string, string>> = {
  garbage: 'no json {',
  nan: '{"method":"NotifyStatus","params":{"switch:0":{"id":0,"apower":NaN}}}',
  infinite: '{"method":"NotifyStatus","params":{"switch:0":{"id":0,"apower":1e999}}}',
  wrongTypes: '{"method":"NotifyStatus","params":{"switch:0":{"id":0,"apower":"many","output":[1]}}}',
  deep: `{"method":"NotifyStatus","params":{"x":${'['.repeat(10_000)}${']'.repeat(10_000)}}}`,
  large: `{"method":"NotifyStatus","params":{"x":"${'x'.repeat(5_000_000)}"}}`,
  noMethod: '{"params":{}}',
  badEvent: '{"method":"NotifyEvent","params":{"events":[{"event":5}]}}',
  noEvents: '{"method":"NotifyEvent","params":{"events":"none"}}',
  unknownMethod: '{"method":"NotifyNonsense","params":{}}',
  newThings: '{"method":"NotifyStatus","params":{"gizmo:0":{"id":0,"temp":{"tC":5},"label":"x","rssi":-5}}}',
};

const web = new WebServer('/rpc', {
  request: (_, body, response) => {
    const answer = answers[current] ?? answers['good'];
    answer?.(response, (JSON.parse(body || '{}') as { method?: string }).method ?? '');
  },
  connected: (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.terminate());
    socket.on('message', (data) => {
      const { id: requestId, method = '' } = JSON.parse((data as Buffer).toString()) as { id?: number; method?: string };
      asked[method] = (asked[method] ?? 0) + 1;
      if (current === 'silent') return;
      const result = method === 'Shelly.GetDeviceInfo' && current in lies ? lies[current] : results[method];
      socket.send(JSON.stringify({ id: requestId, src: id, result: result ?? null }));
    });
  },
});

const announcer = new Announcer(network);
const port = await web.listen(0);
announcer.announce({ type: '_shelly._tcp', name: id, host: id, port, txt: { gen: '3' } });
say({ listening: port });

onLines((word, rest) => {
  if (word === 'push') for (const socket of sockets) socket.send(pushes[rest] ?? rest);
  else if (word === 'tell') say({ asked });
  else current = word;
});
stopOnSignal(async () => {
  await announcer.stop();
  await web.stop();
});

function feed(response: ServerResponse): void {
  const chunk = `${'x'.repeat(1000)}\n`;
  const more = (): void => {
    if (response.destroyed) return;
    if (response.write(chunk)) setImmediate(more);
    else response.once('drain', more);
  };
  more();
}
