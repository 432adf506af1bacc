import { only, to, type Table } from './meaning.ts';

/** What a product says of itself, by its path (documentation: "JSON Status Responses", "Commands": `State`, `Status`). */
export const status: Table = {
  UptimeSec: to('diagnostics.uptime', 's'),
  Heap: to('diagnostics.freeMemory', 'KiB'),
  LoadAvg: to('diagnostics.cpuLoad', '%'),
  Vcc: only('V'),
  Sleep: only('ms'),
  RestartReason: to('diagnostics.bootReason'),
  BootCount: to('diagnostics.bootCount', undefined, { unit: '' }),
  Version: to('update.installedVersion'),
  Hardware: to('deviceInfo.hwVersion'),
  Mac: to('network.mac'),
  Hostname: to('network.hostname'),
  IPAddress: to('network.addresses'),
  BatteryPercentage: to('battery.level', '%'),
  BatteryVoltage: to('battery.voltage', 'V'),

  // RSSI is a share here, whatever its name; the strength is the signal's.
  'Wifi.RSSI': to('linkQuality.quality', '%'),
  'Wifi.Signal': to('linkQuality.rssi', 'dBm'),
  'Wifi.SSId': to('network.ssid'),
  'Wifi.SSID': to('network.ssid'),
  'Wifi.Channel': to('network.channel', undefined, { unit: '' }),
  'Wifi.LinkCount': to('diagnostics.rejoinCount', undefined, { unit: '' }),
};
