import { memberAt, textOf } from '../../untrusted/json.ts';
import type { Component } from '../component.ts';
import { rpc } from '../component.ts';
import { between, finite, words } from '../values.ts';

const atLeastZero = between(0, Number.MAX_VALUE);
const addresses = (value: unknown) => (typeof value === 'string' ? [value] : undefined);
const revision = 'a counter of the device’s own settings';
const clock = 'the device’s clock';
const channel = 'how the device speaks to others';

/** A connection that the device keeps by itself: to the cloud, a broker, Bluetooth… */
function connection(type: string, internal: readonly string[]): Component {
  return { type, onMain: true, rows: [], internal: Object.fromEntries(internal.map((path) => [path, channel])) };
}

/** The device itself and its networks (Shelly's documentation, "Sys", "WiFi", "Eth"…). */
export const system: readonly Component[] = [
  {
    type: 'sys',
    onMain: true,
    rows: [
      { path: 'uptime', to: 'diagnostics.uptime', read: atLeastZero },
      { path: 'ram_free', to: 'diagnostics.freeMemory', read: atLeastZero },
      {
        path: 'reset_reason',
        to: 'diagnostics.bootReason',
        read: (value) => (finite(value, {}) === undefined ? undefined : String(value)),
      },
      {
        path: 'available_updates',
        to: 'update.state',
        read: (value) => (memberAt(value, 'stable') === undefined ? 'idle' : 'available'),
      },
      {
        path: 'available_updates',
        to: 'update.latestVersion',
        read: (value) => textOf(memberAt(value, 'stable.version'))?.slice(0, 255) ?? null,
      },
    ],
    internal: {
      mac: 'one of the device’s identifiers',
      restart_required: 'shown in the device’s own page',
      time: clock,
      unixtime: clock,
      last_sync_ts: clock,
      utc_offset: clock,
      ram_size: 'memory size',
      ram_min_free: 'memory size',
      fs_size: 'memory size',
      fs_free: 'memory size',
      cfg_rev: revision,
      kvs_rev: revision,
      schedule_rev: revision,
      webhook_rev: revision,
      btrelay_rev: revision,
      bthc_rev: revision,
      wakeup_reason: 'why it woke',
      wakeup_period: 'how often it wakes',
    },
    commands: {
      'diagnostics.restart': () => rpc('Shelly.Reboot', {}),
      'update.check': () => rpc('Shelly.CheckForUpdate', {}),
      'update.install': () => rpc('Shelly.Update', { stage: 'stable' }),
    },
  },
  {
    type: 'wifi',
    onMain: true,
    rows: [
      { path: 'rssi', to: 'linkQuality.rssi', read: finite },
      { path: 'ssid', to: 'network.ssid', read: words },
      { path: 'sta_ip', to: 'network.addresses', read: addresses },
    ],
    internal: {
      status: 'the state of its radio',
      sta_ip6: channel,
      ap_client_count: channel,
      bssid: channel,
      mac: channel,
      autoconnect: channel,
    },
  },
  connection('eth', ['ip', 'ip6']),
  connection('cloud', ['connected']),
  connection('mqtt', ['connected']),
  connection('ws', ['connected']),
  connection('ble', []),
  connection('bthome', ['errors']),
  connection('knx', []),
  connection('modbus', []),
  connection('matter', ['num_fabrics', 'commissionable']),
  connection('plugs_ui', []),
  connection('ui', []),
];
