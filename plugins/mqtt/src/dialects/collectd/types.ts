/** The types of types.db(5) with several data sources, and what these are called; those of every other type are one `value`. */
const sources: Readonly<Record<string, string>> = {
  arc_counts: 'demand_data demand_metadata prefetch_data prefetch_metadata',
  arc_l2_bytes: 'read write',
  arc_size: 'current target minlimit maxlimit',
  compression: 'uncompressed compressed',
  df: 'used free',
  disk_io_time: 'io_time weighted_io_time',
  disk_latency: 'read write',
  disk_merged: 'read write',
  disk_octets: 'read write',
  disk_ops: 'read write',
  disk_time: 'read write',
  dns_octets: 'queries responses',
  domain_state: 'state reason',
  duration: 'seconds',
  ib_octets: 'rx tx',
  ib_packets: 'rx tx',
  if_dropped: 'rx tx',
  if_errors: 'rx tx',
  if_octets: 'rx tx',
  if_packets: 'rx tx',
  io_octets: 'rx tx',
  io_ops: 'read write',
  io_packets: 'rx tx',
  load: 'shortterm midterm longterm',
  memcached_octets: 'rx tx',
  mysql_octets: 'rx tx',
  mysql_qcache: 'hits inserts not_cached lowmem_prunes queries_in_cache',
  mysql_threads: 'running connected cached created',
  node_octets: 'rx tx',
  pmu_counter: 'scaled raw enabled running',
  ps_count: 'processes threads',
  ps_cputime: 'user syst',
  ps_disk_octets: 'read write',
  ps_disk_ops: 'read write',
  ps_pagefaults: 'minflt majflt',
  serial_octets: 'rx tx',
  smart_attribute: 'current worst threshold pretty',
  vf_bytes: 'vf_rx vf_tx',
  vf_dropped: 'vf_rx vf_tx',
  vf_packets: 'vf_rx vf_tx',
  vmpage_faults: 'minflt majflt',
  vmpage_io: 'in out',
  voltage_threshold: 'value threshold',
};

/** What the values of a type are called. A type that types.db does not have may be of the owner's own. */
export function sourcesOf(type: string, count: number): readonly string[] {
  const named = Object.hasOwn(sources, type) ? sources[type]?.split(' ') : undefined;
  if (named?.length === count) return named;
  return count === 1 ? ['value'] : Array.from({ length: count }, (_, at) => `value${at}`);
}

/**
 * Units of gauges, where the type or the manual of its plugins (collectd.conf(5)) leaves no doubt. What counts events or bytes (the kinds
 * DERIVE and COUNTER) has none: whether it is a total or a rate is a setting of collectd (`StoreRates`) that no message tells.
 */
const gauges: Readonly<Record<string, string>> = {
  bytes: 'B',
  cache_size: 'B',
  cpufreq: 'Hz',
  current: 'A',
  df: 'B',
  df_complex: 'B',
  duration: 's',
  energy_wh: 'Wh',
  fanspeed: 'rpm',
  file_size: 'B',
  frequency: 'Hz',
  humidity: '%',
  memory: 'B',
  nvme_avail_spare: '%',
  nvme_percent_used: '%',
  percent: '%',
  percent_bytes: '%',
  percent_inodes: '%',
  ping: 'ms',
  ping_stddev: 'ms',
  power: 'W',
  ps_rss: 'B',
  ps_stacksize: 'B',
  ps_vm: 'B',
  signal_noise: 'dBm',
  signal_power: 'dBm',
  smart_temperature: '°C',
  swap: 'B',
  temperature: '°C',
  uptime: 's',
  voltage: 'V',
};

/** Those that only mean this of one plugin; `iwinfo` is OpenWrt's own. */
const ofPlugin: Readonly<Record<string, string>> = {
  'apcups/charge': '%',
  'apcups/timeleft': 'min',
  'iwinfo/bitrate': 'bit/s',
  'nut/power-ups': 'VA',
  'nut/power-voltampere-input': 'VA',
  'nut/power-voltampere-output': 'VA',
  'nut/timeleft-battery': 's',
  'wireless/bitrate': 'bit/s',
};

/** The unit of a type's values as products write it; undefined where nothing says it. */
export function unitOfType(plugin: string, type: string, typeInstance: string): string | undefined {
  const name = `${plugin}/${type}${typeInstance && `-${typeInstance}`}`;
  if (Object.hasOwn(ofPlugin, name)) return ofPlugin[name];
  return Object.hasOwn(gauges, type) ? gauges[type] : undefined;
}
