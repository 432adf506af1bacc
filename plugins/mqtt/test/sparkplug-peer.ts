/**
 * A program that plays a Sparkplug B edge node with a boiler behind it, over a real connection: births, data by alias, a death by its last
 * will. It does what it is told (NCMD, DCMD). Lines on its standard input make it say more: `data <°C>`, `skip` (a message is lost), `late <°C>
 * <°C>` (two messages change places), `silent` and `loud` (it answers no rebirth), `ddeath`, `vanish`. It encodes by itself, so that it
 * shares no mistake with what it tests.
 */
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import mqtt from 'mqtt';

const { values } = parseArgs({
  options: { mqtt: { type: 'string', default: 'mqtt://127.0.0.1:1883' }, session: { type: 'string', default: '0' } },
});
const session = Number(values.session);
const base = 'spBv1.0/Plant';

const varint = (value: number): number[] => (value < 128 ? [value] : [(value % 128) | 128, ...varint(Math.floor(value / 128))]);
const field = (number: number, value: number) => [...varint(number * 8), ...varint(value)];
const bytes = (number: number, value: readonly number[]) => [...varint(number * 8 + 2), ...varint(value.length), ...value];
const text = (number: number, value: string) => bytes(number, [...Buffer.from(value)]);
const double = (number: number, value: number) => {
  const buffer = Buffer.alloc(8);
  buffer.writeDoubleLE(value);
  return [...varint(number * 8 + 1), ...buffer];
};

const started = Date.now();
const metric = (
  name: string | undefined,
  alias: number | undefined,
  type: number,
  value: readonly number[],
  more: readonly number[] = [],
) =>
  bytes(2, [
    ...(name === undefined ? [] : text(1, name)),
    ...(alias === undefined ? [] : field(2, alias)),
    ...field(3, started),
    ...field(4, type),
    ...more,
    ...value,
  ]);
const property = (key: string, value: readonly number[]) => [...text(1, key), ...bytes(2, value)];
const unit = (name: string) => bytes(9, property('engUnit', [...field(1, 12), ...text(8, name)]));

let seq = 0;
const payload = (metrics: readonly number[], ...number: readonly number[]) =>
  Buffer.from([...field(1, Date.now()), ...metrics, ...(number[0] === undefined ? [] : field(3, number[0]))]);
const bdSeq = metric('bdSeq', undefined, 8, field(11, session));

let temperature = 54.25;
let setpoint = 55;
let isSilent = false;

const client = mqtt.connect(values.mqtt, {
  reconnectPeriod: 0,
  will: { topic: `${base}/NDEATH/Gateway`, payload: payload(bdSeq), qos: 1, retain: false },
});

function say(verb: string, place: string, metrics: readonly number[]): void {
  client.publish(`${base}/${verb}/${place}`, payload(metrics, seq));
  seq = (seq + 1) % 256;
}

function birth(): void {
  seq = 0;
  say('NBIRTH', 'Gateway', [
    ...bdSeq,
    ...metric('Node Control/Rebirth', undefined, 11, field(14, 0)),
    ...metric('Properties/Hardware Make', undefined, 12, text(15, 'Example')),
  ]);
  say('DBIRTH', 'Gateway/Boiler', [
    ...metric('Supply/Temperature', 7, 10, double(13, temperature), unit('degC')),
    ...metric('Setpoint', 8, 10, double(13, setpoint), unit('degC')),
  ]);
}

const data = (value: number) => metric(undefined, 7, 10, double(13, value));

client.on('connect', () => {
  client.subscribe([`${base}/NCMD/Gateway`, `${base}/DCMD/Gateway/Boiler`], () => {
    birth();
    process.stdout.write('announced\n');
  });
});
client.on('message', (topic, command) => {
  process.stdout.write(`told ${topic} ${command.toString('hex')}\n`);
  if (topic.includes('NCMD') && command.includes('Node Control/Rebirth')) return isSilent ? undefined : birth();
  // The only metric that is ever written is the setpoint: its value is the double at the end.
  setpoint = command.readDoubleLE(command.length - 8);
  say('DDATA', 'Gateway/Boiler', metric(undefined, 8, 10, double(13, setpoint)));
});

const orders: Readonly<Record<string, (...words: readonly string[]) => void>> = {
  data: (value) => {
    temperature = Number(value);
    say('DDATA', 'Gateway/Boiler', data(temperature));
  },
  skip: () => {
    seq = (seq + 1) % 256;
  },
  late: (first, second) => {
    client.publish(`${base}/DDATA/Gateway/Boiler`, payload(data(Number(second)), (seq + 1) % 256));
    client.publish(`${base}/DDATA/Gateway/Boiler`, payload(data(Number(first)), seq));
    seq = (seq + 2) % 256;
  },
  historical: (value) => say('DDATA', 'Gateway/Boiler', metric(undefined, 7, 10, double(13, Number(value)), field(5, 1))),
  unknown: () => say('DDATA', 'Gateway/Boiler', metric(undefined, 99, 10, double(13, 1))),
  silent: () => {
    isSilent = true;
  },
  ddeath: () => say('DDEATH', 'Gateway/Boiler', []),
  olddeath: () => client.publish(`${base}/NDEATH/Gateway`, payload(metric('bdSeq', undefined, 8, field(11, session + 1)))),
  vanish: () => client.stream.destroy(),
};

createInterface({ input: process.stdin }).on('line', (line) => {
  const [order = '', ...words] = line.split(' ');
  orders[order]?.(...words);
});
process.on('SIGTERM', () => process.exit());
process.stdin.on('end', () => process.exit());
