/** Plays a Tasmota-like plug with a power meter that announces itself by Home Assistant's discovery: `plug.ts --mqtt URL [--id NAME]`. */
import { announceOnConnect, connectProgram, programOptions } from './program.ts';

const { mqtt: url, id = 'plug-4a1c' } = programOptions();
const topic = (name: string) => `tasmota/${id}/${name}`;
const availability = topic('LWT');
const client = await connectProgram(id, { url, will: availability });

const shared = {
  availability_topic: availability,
  availability_template: '{{ value_json.state }}',
  device: {
    identifiers: [id],
    connections: [['mac', '5C:CF:7F:4A:1C:00']],
    manufacturer: 'Gosund',
    model: 'SP111',
    name: 'Washing machine plug',
    sw_version: '14.2.0',
  },
};
const measured = (objectId: string, unit: string, deviceClass: string, path: string, stateClass = 'measurement') => ({
  component: 'sensor',
  objectId,
  config: {
    name: objectId,
    state_topic: topic('SENSOR'),
    unit_of_measurement: unit,
    device_class: deviceClass,
    state_class: stateClass,
    value_template: `{{ value_json.ENERGY.${path} }}`,
  },
});
const entities = [
  {
    component: 'switch',
    objectId: 'relay',
    config: {
      name: null,
      device_class: 'outlet',
      state_topic: topic('STATE'),
      command_topic: topic('POWER'),
      value_template: '{{ value_json.POWER }}',
    },
  },
  measured('power', 'W', 'power', 'Power'),
  measured('voltage', 'V', 'voltage', 'Voltage'),
  measured('current', 'A', 'current', 'Current'),
  measured('energy', 'kWh', 'energy', 'Total', 'total_increasing'),
];

let isOn = true;
let total = 12.345;
const sayState = () => client.publish(topic('STATE'), JSON.stringify({ POWER: isOn ? 'ON' : 'OFF' }), { retain: true });
const saySensor = () => {
  const power = isOn ? Math.round(450 + Math.random() * 100) : 0;
  total += power / 3_600_000;
  const voltage = Math.round(228 + Math.random() * 6);
  const ENERGY = { Total: Number(total.toFixed(3)), Power: power, Voltage: voltage, Current: Number((power / voltage).toFixed(3)) };
  client.publish(topic('SENSOR'), JSON.stringify({ ENERGY }));
};

client.on('message', (from, payload) => {
  if (from !== topic('POWER')) return;
  isOn = payload.toString() === 'TOGGLE' ? !isOn : payload.toString() === 'ON';
  sayState();
  saySensor();
});
await client.subscribeAsync(topic('POWER'));
await announceOnConnect(client, async () => {
  for (const { component, objectId, config } of entities)
    client.publish(
      `homeassistant/${component}/${id}/${objectId}/config`,
      JSON.stringify({ ...shared, ...config, unique_id: `${id}_${objectId}` }),
      { retain: true },
    );
  await client.publishAsync(availability, '{"state":"online"}', { retain: true });
  sayState();
  saySensor();
});
console.log('announced');
setInterval(saySensor, 1000);
