/** A node, its topics behind the node with what they say, what that becomes, and which commands write what where. */
export interface ZwaveRow {
  readonly what: string;
  readonly says: readonly (readonly [topic: string, value: unknown])[];
  readonly reports?: Readonly<Record<string, unknown>>;
  /** Said once everything is known. */
  readonly news?: readonly (readonly [topic: string, value: unknown])[];
  readonly events?: readonly (readonly [address: string, event: string, payload?: unknown])[];
  readonly commands?: readonly (readonly [
    address: string,
    command: string,
    args: Record<string, unknown>,
    topic: string,
    payload: unknown,
  ])[];
}

const color = { warmWhite: 0, coldWhite: 0, red: 255, green: 0, blue: 0 };

export const rows: readonly ZwaveRow[] = [
  {
    what: 'a plug with a meter',
    says: [
      ['switch_binary/endpoint_0/currentValue', true],
      ['switch_binary/endpoint_0/targetValue', true],
      ['meter/endpoint_0/value/65537', 12.34],
      ['meter/endpoint_0/value/65538', 1.5],
      ['meter/endpoint_0/value/66049', 56.7],
      ['meter/endpoint_0/value/66561', 230.1],
      ['meter/endpoint_0/value/66817', 0.25],
      ['meter/endpoint_0/value/67073', 0.9],
      ['meter/endpoint_0/reset', undefined],
      ['version/endpoint_0/firmwareVersions', ['1.0']],
      ['manufacturer_specific/endpoint_0/productId', 96],
    ],
    reports: {
      'switch.on': true,
      'energyMeter.imported': 12_340,
      'energyMeter.exported': 1500,
      'powerMeter.activePower': 56.7,
      'powerMeter.voltage': 230.1,
      'powerMeter.current': 0.25,
      'powerMeter.powerFactor': 0.9,
      'deviceInfo.swVersion': '1.0',
      'zwavejs:manufacturer_specific.productId.value': 96,
    },
    commands: [
      ['switch', 'set', { on: false }, 'switch_binary/endpoint_0/targetValue/set', { value: false }],
      ['energyMeter', 'reset', {}, 'meter/endpoint_0/reset/set', { value: true }],
    ],
  },
  {
    what: 'gas and water',
    says: [
      ['meter/endpoint_1/value/131073', 2.5],
      ['meter/endpoint_2/value/196865', 10],
      ['meter/endpoint_3/value/262145', 1],
    ],
    reports: { '1/gasMeter.volume': 2.5, '2/waterMeter.volume': 0.283_168_46, '3/heatMeter.energy': 1000 },
  },
  {
    what: 'a dimmer',
    says: [
      ['switch_multilevel/endpoint_0/currentValue', 33],
      ['switch_multilevel/endpoint_0/targetValue', 33],
      ['switch_multilevel/endpoint_0/duration', { value: 2, unit: 'seconds' }],
      ['switch_multilevel/endpoint_0/Up', undefined],
      ['switch_multilevel/endpoint_0/Down', undefined],
    ],
    reports: { 'switch.on': true, 'level.level': 33.33, 'zwavejs:switch_multilevel.duration.value': 2 },
    commands: [
      [
        'level',
        'set',
        { level: 100, transition: 3 },
        'switch_multilevel/endpoint_0/targetValue/set',
        { value: 99, options: { transitionDuration: '3s' } },
      ],
      ['switch', 'set', { on: false }, 'switch_multilevel/endpoint_0/targetValue/set', { value: 0 }],
      ['level', 'move', { rate: -5 }, 'switch_multilevel/endpoint_0/Down/set', { value: true }],
      ['level', 'stop', {}, 'switch_multilevel/endpoint_0/Up/set', { value: false }],
    ],
  },
  {
    what: 'a bulb with colours and whites',
    says: [
      ['switch_multilevel/endpoint_0/currentValue', 0],
      ['color/endpoint_0/currentColor', color],
      ['color/endpoint_0/currentColor/2', 255],
      ['color/endpoint_0/targetColor', color],
      ['color/endpoint_0/hexColor', 'ff0000'],
    ],
    reports: { 'switch.on': false, 'color.hue': 0, 'color.saturation': 100, 'color.mode': 'hs' },
    commands: [
      [
        'color',
        'set',
        { hue: 120, saturation: 100 },
        'color/endpoint_0/targetColor/set',
        { value: { warmWhite: 0, coldWhite: 0, red: 0, green: 255, blue: 0 } },
      ],
      [
        'colorTemperature',
        'set',
        { temperature: 6500 },
        'color/endpoint_0/targetColor/set',
        { value: { warmWhite: 0, coldWhite: 255, red: 0, green: 0, blue: 0 } },
      ],
    ],
  },
  {
    what: 'a bulb that shines white',
    says: [
      ['switch_multilevel/endpoint_0/currentValue', 99],
      ['color/endpoint_0/currentColor', { warmWhite: 255, coldWhite: 0, red: 0, green: 0, blue: 0 }],
    ],
    reports: { 'level.level': 100, 'colorTemperature.temperature': 2700, 'color.mode': 'temperature' },
  },
  {
    what: 'a blind',
    says: [
      ['switch_multilevel/endpoint_0/currentValue', 99],
      ['switch_multilevel/endpoint_0/Open', undefined],
      ['switch_multilevel/endpoint_0/Close', undefined],
    ],
    reports: { 'cover.position': 100 },
    commands: [
      ['cover', 'set', { position: 50 }, 'switch_multilevel/endpoint_0/targetValue/set', { value: 50 }],
      ['cover', 'close', {}, 'switch_multilevel/endpoint_0/targetValue/set', { value: 0 }],
      ['cover', 'stop', {}, 'switch_multilevel/endpoint_0/Open/set', { value: false }],
    ],
  },
  {
    what: 'a window covering with slats',
    says: [
      ['unknownClass_106/endpoint_0/currentValue/13', 50],
      ['unknownClass_106/endpoint_0/targetValue/13', 50],
      ['unknownClass_106/endpoint_0/currentValue/23', 0],
      ['unknownClass_106/endpoint_0/levelChangeUp/13', undefined],
      ['unknownClass_106/endpoint_0/levelChangeDown/13', undefined],
    ],
    reports: { 'cover.position': 50.51, 'cover.tilt': 0 },
    commands: [['cover', 'open', {}, 'unknownClass_106/endpoint_0/targetValue/13/set', { value: 99 }]],
  },
  {
    what: 'a garage door',
    says: [
      ['barrier_operator/endpoint_0/currentState', 254],
      ['barrier_operator/endpoint_0/targetState', 255],
      ['barrier_operator/endpoint_0/position', 40],
      ['barrier_operator/endpoint_0/signalingState/1', 255],
    ],
    reports: { 'closure.state': 'opening', 'closure.position': 40, 'zwavejs:barrier_operator.signalingState.1.value': 'on' },
    commands: [['closure', 'close', {}, 'barrier_operator/endpoint_0/targetState/set', { value: 0 }]],
  },
  {
    what: 'a lock',
    says: [
      ['door_lock/endpoint_0/currentMode', 255],
      ['door_lock/endpoint_0/targetMode', 255],
      ['door_lock/endpoint_0/doorStatus', 'closed'],
      ['door_lock/endpoint_0/boltStatus', 'locked'],
      ['door_lock/endpoint_0/autoRelockTime', 30],
      ['notification/endpoint_0/Access_Control/Lock_state', 0],
      ['user_code/endpoint_0/userIdStatus/1', 1],
      ['user_code/endpoint_0/userIdStatus/2', 0],
      ['user_code/endpoint_0/userCode/1', '12345678'],
    ],
    reports: {
      'lock.state': 'locked',
      'lock.door': 'closed',
      'lock.autoRelock': 30,
      'zwavejs:door_lock.boltStatus.value': 'locked',
      'lockCredentials.users': [{ id: '1', enabled: true }],
    },
    commands: [
      ['lock', 'unlock', {}, 'door_lock/endpoint_0/targetMode/set', { value: 0 }],
      ['lock', 'lock', {}, 'door_lock/endpoint_0/targetMode/set', { value: 255 }],
      [
        'lockCredentials',
        'setCredential',
        { type: 'pin', user: '2', secret: '4711' },
        'user_code/endpoint_0/userCode/2/set',
        { value: '4711' },
      ],
      ['lockCredentials', 'clear', { user: '1' }, 'user_code/endpoint_0/userIdStatus/1/set', { value: 0 }],
    ],
    news: [
      ['notification/endpoint_0/Access_Control/Keypad_unlock_operation', { userId: 1 }],
      ['door_lock/endpoint_0/currentMode', 0],
    ],
    events: [['lock', 'unlocked', { source: 'keypad', user: '1' }]],
  },
  {
    what: 'a thermostat',
    says: [
      ['sensor_multilevel/endpoint_0/Air_temperature', 21.3],
      ['sensor_multilevel/endpoint_0/Humidity', 44],
      ['thermostat_mode/endpoint_0/mode', 1],
      ['thermostat_setpoint/endpoint_0/setpoint/1', 20.5],
      ['thermostat_setpoint/endpoint_0/setpoint/2', 26],
      ['thermostat_setpoint/endpoint_0/setpoint/11', 17],
      ['thermostat_operating_state/endpoint_0/state', 1],
      ['thermostat_fan_mode/endpoint_0/mode', 0],
      ['thermostat_fan_state/endpoint_0/state', 1],
    ],
    reports: {
      'temperatureSensor.temperature': 21.3,
      'humiditySensor.humidity': 44,
      'thermostat.mode': 'heat',
      'thermostat.heatingSetpoint': 20.5,
      'thermostat.coolingSetpoint': 26,
      'thermostat.ecoSetpoint': 17,
      'thermostat.action': 'heating',
      'fan.mode': 'autoLow',
      'zwavejs:thermostat_fan_state.state.value': 'low',
    },
    commands: [
      ['thermostat', 'set', { mode: 'cool' }, 'thermostat_mode/endpoint_0/mode/set', { value: 2 }],
      ['thermostat', 'set', { heatingSetpoint: 19.5 }, 'thermostat_setpoint/endpoint_0/setpoint/1/set', { value: 19.5 }],
    ],
  },
  {
    what: 'a multisensor',
    says: [
      ['notification/endpoint_0/Home_Security/Motion_sensor_status', 8],
      ['notification/endpoint_0/Home_Security/Cover_status', 0],
      ['sensor_multilevel/endpoint_0/Illuminance', 120],
      ['sensor_multilevel/endpoint_0/Ultraviolet', 3],
      ['sensor_multilevel/endpoint_0/Barometric_pressure', 101.3],
      ['sensor_multilevel/endpoint_0/Water_temperature', 12],
      ['sensor_multilevel/endpoint_0/Carbon_dioxide_CO_level', 600],
      ['sensor_multilevel/endpoint_0/Acceleration_X-axis', 0.5],
      ['battery/endpoint_0/level', 85],
      ['battery/endpoint_0/isLow', false],
      ['wake_up/endpoint_0/wakeUpInterval', 3600],
      ['configuration/endpoint_0/Motion_sensitivity', 5],
    ],
    reports: {
      'motionSensor.motion': true,
      'tamper.tampered': false,
      'illuminanceSensor.illuminance': 120,
      'solarRadiation.uvIndex': 3,
      'pressureSensor.pressure': 101_300,
      'water/temperatureSensor.temperature': 12,
      'co2Sensor.co2': 600,
      'accelerationSensor.x': 0.5,
      'battery.level': 85,
      'battery.low': false,
      'zwavejs:wake_up.wakeUpInterval.value': 3600,
      'zwavejs:configuration.Motion_sensitivity.value': 5,
    },
    commands: [
      ['zwavejs:configuration.Motion_sensitivity', 'set', { value: 7 }, 'configuration/endpoint_0/Motion_sensitivity/set', { value: 7 }],
    ],
  },
  {
    what: 'alarms',
    says: [
      ['notification/endpoint_0/Smoke_Alarm/Sensor_status', 2],
      ['notification/endpoint_0/Smoke_Alarm/Alarm_status', 6],
      ['notification/endpoint_0/CO_Alarm/Sensor_status', 0],
      ['notification/endpoint_0/Water_Alarm/Sensor_status', 2],
      ['notification/endpoint_0/Heat_Alarm/Heat_sensor_status', 6],
      ['notification/endpoint_0/Access_Control/Door_state', 5633],
      ['notification/endpoint_0/Power_Management/Mains_status', 2],
      ['notification/endpoint_0/Appliance/Appliance_status', 10],
      ['sensor_binary/endpoint_1/Door-Window', true],
      ['sensor_binary/endpoint_1/Any', true],
    ],
    reports: {
      'smokeAlarm.smoke': 'warning',
      'smokeAlarm.muted': true,
      'smokeAlarm.testing': false,
      'coAlarm.co': 'normal',
      'waterLeak.wet': true,
      'heat/limitAlarm.state': 'low',
      'contactSensor.contact': 'open',
      'contactSensor.tilted': true,
      'powerSource.mainsPresent': false,
      'zwavejs:notification.Appliance.Appliance_status.value': 'washing',
      '1/contactSensor.contact': 'open',
      '1/zwavejs:sensor_binary.Any.value': true,
    },
    news: [
      ['notification/endpoint_0/Home_Security/Glass_breakage', { location: 'hall' }],
      ['notification/endpoint_0/Emergency_Alarm/Panic_alert', null],
    ],
    events: [
      ['zwavejs:notification.Home_Security.Glass_breakage', 'fired', { location: 'hall' }],
      ['safetyAlarm', 'triggered'],
    ],
  },
  {
    what: 'a siren',
    says: [
      ['sound_switch/endpoint_0/toneId', 0],
      ['sound_switch/endpoint_0/defaultVolume', 40],
    ],
    reports: { 'siren.active': false, 'siren.tone': null, 'siren.volume': 40 },
    commands: [
      ['siren', 'start', { tone: '3', volume: 80 }, 'sound_switch/endpoint_0/toneId/set', { value: 3, options: { volume: 80 } }],
      ['siren', 'stop', {}, 'sound_switch/endpoint_0/toneId/set', { value: 0 }],
    ],
  },
  {
    what: 'a remote control',
    says: [
      ['central_scene/endpoint_0/slowRefresh', false],
      ['battery/endpoint_0/level', 100],
    ],
    reports: { 'battery.level': 100 },
    news: [
      ['central_scene/endpoint_0/scene/001', 0],
      ['central_scene/endpoint_0/scene/002', 3],
      ['central_scene/endpoint_0/scene/002', 1],
    ],
    events: [
      ['1/button', 'pressed', { count: 1 }],
      ['2/button', 'pressed', { count: 2 }],
      ['2/button', 'released'],
    ],
  },
  {
    what: 'two gangs',
    says: [
      ['switch_binary/endpoint_1/currentValue', true],
      ['switch_binary/endpoint_2/currentValue', false],
    ],
    reports: { '1/switch.on': true, '2/switch.on': false },
    commands: [['2/switch', 'set', { on: true }, 'switch_binary/endpoint_2/targetValue/set', { value: true }]],
  },
  {
    what: 'locked keys, irrigation, production, air',
    says: [
      ['protection/endpoint_0/local', 2],
      ['unknownClass_107/endpoint_0/flow', 1000],
      ['unknownClass_107/endpoint_0/errorValve', true],
      ['energy_production/endpoint_0/value/0', 400],
      ['unknownClass_109/endpoint_0/mode', 1],
      ['unknownClass_110/endpoint_0/state', 2],
      ['unknownClass_100/endpoint_0/setpoint/1', 45],
      ['indicator/endpoint_0/identify', undefined],
      ['time_parameters/endpoint_0/dateAndTime', '2026-01-02T03:04:05Z'],
    ],
    reports: {
      'childLock.level': 'full',
      'flowSensor.flow': 1,
      'zwavejs:irrigation.errorValve.value': true,
      'powerMeter.activePower': 400,
      'humidifier.function': 'humidify',
      'humidifier.action': 'drying',
      'humidifier.target': 45,
      'zwavejs:time_parameters.dateAndTime.value': '2026-01-02T03:04:05Z',
    },
    commands: [
      ['childLock', 'set', { level: 'none' }, 'protection/endpoint_0/local/set', { value: 0 }],
      ['identify', 'identify', {}, 'indicator/endpoint_0/identify/set', { value: true }],
    ],
  },
];
