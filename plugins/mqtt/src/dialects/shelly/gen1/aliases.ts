/**
 * What JSON messages call things that have a topic of their own: `info` is the product's whole status, `status` that of Motion and TRV (Gen1
 * documents: `/status` of each product). By the path, `component/member`.
 */
export const infoAliases: Readonly<Record<string, string>> = {
  'bat.value': 'sensor/battery',
  'bat.voltage': 'sensor/battery_voltage',
  bat: 'sensor/battery',
  charger: 'sensor/charger',
  'tmp.value': 'sensor/temperature',
  'tmp.tC': 'sensor/temperature',
  'hum.value': 'sensor/humidity',
  'lux.value': 'sensor/lux',
  'lux.illumination': 'sensor/illumination',
  lux: 'sensor/lux',
  flood: 'sensor/flood',
  smoke: 'sensor/smoke',
  rain_sensor: 'sensor/rain_sensor',
  motion: 'sensor/motion',
  vibration: 'sensor/vibration',
  active: 'sensor/active',
  timestamp: 'sensor/timestamp',
  act_reasons: 'sensor/act_reasons',
  sensor_error: 'sensor/error',
  'sensor.state': 'sensor/state',
  'sensor.motion': 'sensor/motion',
  'sensor.vibration': 'sensor/vibration',
  'sensor.active': 'sensor/active',
  'sensor.motion_timestamp': 'sensor/timestamp',
  'accel.tilt': 'sensor/tilt',
  'accel.vibration': 'sensor/vibration',
  'gas_sensor.sensor_state': 'sensor/operation',
  'gas_sensor.self_test_state': 'sensor/self_test',
  'gas_sensor.alarm_state': 'sensor/gas',
  'concentration.ppm': 'sensor/concentration',
  'valves.0.state': 'valve/0/state',
  temperature: '/temperature',
  temperature_status: '/temperature_status',
  overtemperature: '/overtemperature',
  overpower: '/overpower',
  overload: '/overload',
  loaderror: '/loaderror',
  voltage: '/voltage',
  mac: 'product/mac',
  'wifi_sta.ip': 'product/ip',
  has_update: 'product/update',
  'update.has_update': 'product/update',
  'update.new_version': 'product/new_firmware',
  'update.old_version': 'product/firmware',
};

/** Members of `info` that components say on topics of their own. */
export const saidByTopics =
  /^(relays|meters|rollers|lights|inputs|emeters|adcs|ext_\w+|thermostats|valves|bat|tmp|hum|lux|concentration)\b/;
