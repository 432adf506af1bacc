/** What a Shelly Plug S Gen3 says of itself: the results of `GetDeviceInfo`, `GetStatus` and `GetConfig`. */
export class PlugDocuments {
  readonly #id: string;
  readonly #mac: string;
  readonly #name: string | null;

  constructor(id: string, name: string | undefined) {
    this.#id = id;
    this.#mac = id.slice(-12).toUpperCase();
    this.#name = name ?? null;
  }

  info(hasPassword: boolean): object {
    return {
      name: this.#name,
      id: this.#id,
      mac: this.#mac,
      slot: 0,
      model: 'S3PL-00112EU',
      gen: 3,
      fw_id: '20250508-110717/1.6.1-g8dbd358',
      ver: '1.6.1',
      app: 'PlugSG3',
      auth_en: hasPassword,
      auth_domain: hasPassword ? this.#id : null,
    };
  }

  status(switchStatus: object): object {
    const now = new Date();
    return {
      ble: {},
      bthome: {},
      cloud: { connected: false },
      mqtt: { connected: false },
      plugs_ui: {},
      'switch:0': switchStatus,
      sys: {
        mac: this.#mac,
        restart_required: false,
        time: now.toISOString().slice(11, 16),
        unixtime: Math.floor(now.getTime() / 1000),
        uptime: Math.floor(process.uptime()),
        ram_size: 259_624,
        ram_free: 132_456,
        fs_size: 1_048_576,
        fs_free: 434_176,
        cfg_rev: 12,
        kvs_rev: 0,
        schedule_rev: 0,
        webhook_rev: 0,
        available_updates: {},
        reset_reason: 3,
      },
      wifi: { sta_ip: '10.0.0.20', status: 'got ip', ssid: 'home', rssi: -58 },
      ws: { connected: false },
    };
  }

  config(): object {
    return {
      'switch:0': { id: 0, name: null, initial_state: 'restore_last', auto_on: false, auto_off: false, power_limit: 2500 },
      sys: { device: { name: this.#name, mac: this.#mac } },
    };
  }
}
