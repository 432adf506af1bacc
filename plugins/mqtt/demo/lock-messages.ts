/** What Zigbee2MQTT publishes of a door lock, as its Home Assistant extension announces it and as the lock then speaks. */
interface LockTopics {
  /** The IEEE address, `0x` and 16 digits. */
  readonly ieee: string;
  /** The friendly name; default: the address. */
  readonly name?: string;
  /** Zigbee2MQTT's base topic. */
  readonly base?: string;
  readonly prefix?: string;
}

interface LockAnnouncement {
  readonly topic: string;
  readonly payload: string;
}

export function lockTopics({ ieee, name = ieee, base = 'zigbee2mqtt' }: LockTopics) {
  const state = `${base}/${name}`;
  return { state, set: `${state}/set`, availability: `${state}/availability`, action: `${state}/action` };
}

/** The retained discovery messages. */
export function lockAnnouncements(lock: LockTopics): LockAnnouncement[] {
  const { ieee, name = ieee, base = 'zigbee2mqtt', prefix = 'homeassistant' } = lock;
  const topics = lockTopics(lock);
  const shared = {
    availability: [{ topic: topics.availability, value_template: '{{ value_json.state }}' }],
    availability_mode: 'all',
    device: {
      identifiers: [`zigbee2mqtt_${ieee}`],
      manufacturer: 'Yale',
      model: 'Assure lock 2',
      model_id: 'YRD420-BLE',
      name,
    },
    origin: { name: 'Zigbee2MQTT', sw: '2.14.1', url: 'https://www.zigbee2mqtt.io' },
  };
  const entity = (component: string, objectId: string, config: object) => ({
    topic: `${prefix}/${component}/${ieee}/${objectId}/config`,
    payload: JSON.stringify({ ...shared, ...config, unique_id: `${ieee}_${objectId}_${base}`, object_id: `${name}_${objectId}` }),
  });
  const sensor = (objectId: string, config: object = {}) =>
    entity('sensor', objectId, { state_topic: topics.state, value_template: `{{ value_json["${objectId}"] }}`, ...config });
  return [
    entity('lock', 'lock', {
      name: null,
      state_topic: topics.state,
      command_topic: topics.set,
      state_locked: 'LOCK',
      state_unlocked: 'UNLOCK',
      value_template: '{{ value_json["state"] }}',
    }),
    sensor('battery', { device_class: 'battery', unit_of_measurement: '%', entity_category: 'diagnostic', state_class: 'measurement' }),
    sensor('action_source_name', { name: 'Action source name' }),
    sensor('action_user', { name: 'Action user' }),
    entity('device_automation', 'action_keypad_unlock', {
      automation_type: 'trigger',
      type: 'action',
      subtype: 'keypad_unlock',
      payload: 'keypad_unlock',
      topic: topics.action,
    }),
  ];
}

/** A lock's state; each turn answers the message that the lock would publish. */
export class LockState {
  #state: 'LOCK' | 'UNLOCK' = 'LOCK';

  /** At the keypad, by a user; or by the motor where no user is given. */
  turn(state: 'LOCK' | 'UNLOCK', user?: number): string {
    this.#state = state;
    const verb = state === 'LOCK' ? 'lock' : 'unlock';
    return this.#message(
      user === undefined
        ? { action: `manual_${verb}`, action_source_name: 'manual' }
        : { action: `keypad_${verb}`, action_source_name: 'keypad', action_user: user },
    );
  }

  /** Asked for over the radio. */
  obey(state: 'LOCK' | 'UNLOCK'): string {
    this.#state = state;
    return this.#message({});
  }

  now(): string {
    return this.#message({});
  }

  #message(more: object): string {
    const bolt = this.#state === 'LOCK' ? 'locked' : 'unlocked';
    return JSON.stringify({ state: this.#state, lock_state: bolt, battery: 82, linkquality: 121, ...more });
  }
}
