/**
 * Plays a Kelvin T1: `node demo/thermometer.ts [--port 4711]`. It greets whoever connects. After the right PIN (2580) it takes
 * requests: `watch` has it push its readings, `display` sets its brightness, `blink` shows where it is. A line on standard input, such
 * as `{"temperature": 72.5, "unit": "°F"}`, is its next reading.
 */
import { createServer, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';

const { values } = parseArgs({ options: { port: { type: 'string' }, data: { type: 'string' }, network: { type: 'string' } } });
const serial = 'KD-0042';
const pin = '2580';
const reading: Record<string, unknown> = { temperature: 70.7, unit: '°F', humidity: 41, battery: 88, display: 5, uptime: 1 };
const watchers = new Set<Socket>();

const server = createServer({ noDelay: true }, (socket) => {
  const say = (message: object) => socket.write(`${JSON.stringify(message)}\n`);
  let isTrusted = false;
  const refusal = (asked: Record<string, unknown>) =>
    isTrusted ? (asked['display'] === 0 ? 'the display can not be switched off' : undefined) : 'the PIN is wrong';
  socket.on('close', () => watchers.delete(socket));
  socket.on('error', () => socket.destroy());
  createInterface({ input: socket }).on('line', (line) => {
    const asked = JSON.parse(line) as Record<string, unknown>;
    if ('pin' in asked) isTrusted = asked['pin'] === pin;
    const why = refusal(asked);
    say({ answer: { done: why === undefined, ...(why && { why }) } });
    if (why !== undefined) return;
    if ('display' in asked) measure({ display: asked['display'] });
    if ('watch' in asked) {
      watchers.add(socket);
      say({ reading });
    }
  });
  say({ hello: { serial, firmware: '1.4.0' } });
});

server.listen(Number(values.port ?? 4711), '127.0.0.1', () => {
  const address = server.address();
  process.stdout.write(`listening on 127.0.0.1:${typeof address === 'object' ? address?.port : ''}\n`);
  // With `--demo` the hub adopts it by itself.
  process.stdout.write(`concord offer ${JSON.stringify({ match: { key: serial }, input: { pin } })}\n`);
});

createInterface({ input: process.stdin }).on('line', (line) => measure(JSON.parse(line) as Record<string, unknown>));

function measure(changed: Record<string, unknown>): void {
  Object.assign(reading, changed);
  for (const socket of watchers) socket.write(`${JSON.stringify({ reading: changed })}\n`);
}

process.once('SIGTERM', () => process.exit(0));
