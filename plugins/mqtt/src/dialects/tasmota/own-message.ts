import type { Message } from '../../topics/message.ts';

/**
 * By the name of a message, a member that it has where a Tasmota sent it (documentation: "MQTT", "JSON Status Responses"). Other programs
 * use such topics, too, and what begins to be a product is asked for its status.
 */
const telling: readonly (readonly [name: RegExp, member: RegExp])[] = [
  [
    /^STATE$/,
    /^(?:Time|Epoch|Uptime|UptimeSec|Heap|Sleep|SleepMode|LoadAvg|MqttCount|Vcc|Wifi|POWER\d{0,2}|Dimmer\d?|Battery.*|DeepSleep)$/,
  ],
  [
    /^SENSOR$/,
    /^(?:Time|Epoch|TempUnit|PressureUnit|SpeedUnit|ZbReceived|LwReceived|(?:Switch|Button|Shutter)\d{1,2}|[A-Z][A-Z0-9]+(?:[-_].*)?)$/,
  ],
  [/^INFO[1-3]$/, /^(?:Info[1-3]|Module|Version|FallbackTopic|GroupTopic|WebServerMode|Hostname|IPAddress|RestartReason)$/],
  [/^STATUS\d{0,2}$/, /^Status(?:[A-Z]{3})?\d{0,2}$/],
  [/^ENERGY$/, /^(?:Time|Total|Today|Power)$/],
  [/^(?:BUTTON|SWITCH)\d{1,2}$/, /^(?:ACTION|STATE|Action|State)$/],
  [/^HASS_STATE$/, /^(?:Version|Module)$/],
  // An answer may have any member.
  [/^(?:RESULT|COMMAND)$/, /./],
];
const relay = /^POWER\d{0,2}$/;

/** Whether a message to `<full topic>/<name>` is one that only a Tasmota sends. */
export function isOwnMessage(name: string, { text, object }: Message): boolean {
  if (name === 'LWT') return text === 'Online' || text === 'Offline';
  if (!object) return relay.test(name) && /^(?:ON|OFF)$/.test(text);
  const members = Object.keys(object);
  if (members.some((member) => isAnswer(name, member))) return true;
  return telling.some(([names, member]) => names.test(name) && members.some((one) => member.test(one)));
}

/** With `SetOption4` an answer goes to a topic that is called as its command is, and so is its member. */
function isAnswer(name: string, member: string): boolean {
  const command = name.replace(/\d+$/, '');
  return /^[A-Z][A-Z0-9_]*$/.test(name) && command.length > 2 && member.replace(/\d+$/, '').toUpperCase() === command;
}
