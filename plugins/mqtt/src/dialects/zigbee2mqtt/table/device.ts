import { alike, type Table } from './row.ts';

/** What every product has: its name, its radio, its health. */
export const device: Table = {
  names: {
    ...alike('group_id action_group_id', { target: 'binding.targets', type: 'numeric' }),
    ...alike('linkquality last_message_lqi', { target: 'linkQuality.lqi', unit: '' }),
    ...alike('rssi last_message_rssi wifi_rssi', 'linkQuality.rssi'),
    ...alike('tx_radio_power transmit_power tx_power transmission_power radio_strength', {
      target: 'linkQuality.txPower',
      unstated: { unit: 'dBm', highest: [19] },
    }),
    ...alike('device_temperature cpu_temperature internalTemperature', { target: 'diagnostics.internalTemperature' }),
    power_outage_count: { target: 'diagnostics.powerLossCount', unit: '' },
    ...alike('reboot_count resets_count', { target: 'diagnostics.bootCount', unit: '' }),
    rejoin_count: { target: 'diagnostics.rejoinCount', unit: '' },
    reported_packages: { target: 'diagnostics.messageCount', unit: '' },
    ...alike('uptime uptime_time', 'diagnostics.uptime'),
    ...alike('reset_reason last_reset_reason', { target: 'diagnostics.bootReason' }),
    ...alike('factory_reset reset_to_factory_settings restore_factory settings_reset restore_default', {
      target: 'diagnostics.factoryReset()',
      without: ['set_upper_limit'],
    }),
    ...alike('restart restart_device reboot', { target: 'diagnostics.restart()' }),
    ...alike('identify device_locating', { target: 'identify.identify()' }),
    ...alike('serial_number serial', { target: 'deviceInfo.serial', type: 'text' }),
    ...alike('name switch_name cover_name led_switch_name dimmer_name curtain_name room_name thermostat_name', {
      target: 'deviceInfo.label',
      type: 'text',
    }),
    ...alike('version soft_version firmware_version mcu_software_version', { target: 'deviceInfo.swVersion', type: 'text' }),
    ip_address: { target: 'network.addresses', type: 'text' },
    dhcp_enabled: 'network.dhcp',
    wifi_status: 'network.status',
    wifi_ssid: { target: 'network.ssid', type: 'text' },
    lifetime: { target: 'usageMeter.powerOnTime', type: 'numeric' },
    replace_filter: { target: 'lifetime.state', words: { true: 'expired', false: 'ok' }, type: 'binary' },
    filter_age: { target: 'lifetime.value', type: 'numeric' },
    local_time: { target: 'localSettings.time', type: 'text' },
  },
};
