import { hueOf } from '../hue.ts';
import type { FeedMessage } from '../hub-api.ts';
import { isNear, valuesOf, type Found } from '../records.ts';
import { right, wrong, type Verdict } from '../tally.ts';
import { asBoolean, saysSame } from '../words.ts';
import type { EntityView } from './entity-view.ts';
import { binaryMeanings, lockStates, ours } from './meanings.ts';

/** Compares one thing that a state message must bring about. Undefined: nothing that can be looked at. */
export type Check = (view: EntityView, expected: unknown, news: readonly FeedMessage[]) => Verdict | undefined;

const missing = (what: string) => wrong(`the twin has no ${what}`);

/** The first of these attributes, compared as text or number. */
function at(...names: readonly string[]): Check {
  return (view, expected) => {
    const found = view.find(...names);
    return found ? saysSame(found, ours(expected), unitFor(view, found)) : missing(names.join(' or '));
  };
}

/** The unit that the announcement names; of a climate that of its temperatures. */
function unitFor(view: EntityView, { member }: Found): string | undefined {
  if (view.expects.unit !== undefined) return view.expects.unit;
  return view.config['temperature_unit'] === 'F' && /temperature|setpoint/i.test(member) ? '°F' : undefined;
}

const isOn: Check = (view, expected) => {
  const found = view.find('switch.on', 'siren.active') ?? view.find();
  return found ? saysSame(found, expected === 'unknown' ? null : expected) : missing('state');
};

const value: Check = (view, expected) => {
  const found = view.find();
  if (!found) return missing('value');
  const { capability, record } = found;
  // Nothing was said, and nothing is known.
  if (expected === '' && record.value === null) return right;
  const isSetting = capability === 'powerOnBehavior' && expected === 'restore';
  return saysSame(found, isSetting ? 'previous' : expected, view.expects.unit);
};

/** Another entity of the device says the same and more: what is expected must be somewhere in what that says, or what happened be told. */
export function saidElsewhere(view: EntityView, expected: unknown, news: readonly FeedMessage[]): Verdict {
  const values = JSON.stringify(valuesOf(view.device).map(({ record }) => record.value));
  const isTold = news.some(({ kind, device }) => kind === 'event' && device === view.device.id);
  return isTold || values.includes(String(expected)) || expected === '' || expected === 'unknown' || expected === '{}'
    ? right
    : wrong(`${JSON.stringify(expected)} is said nowhere`);
}

/** A light without colours shows its colour temperature whenever it is on. */
const colorMode: Check = (view, expected, news) =>
  expected === 'color_temp' && !view.find('color.mode') && view.find('colorTemperature.temperature')
    ? right
    : at('color.mode')(view, expected, news);

const binary: Check = (view, expected) => {
  const found = view.find();
  if (!found) return missing('value');
  const { device_class: name = '' } = view.expects;
  const [on, off] = (Object.hasOwn(binaryMeanings, name) ? binaryMeanings[name] : undefined) ?? [true, false];
  const wanted = expected === 'unknown' ? null : expected === 'on' ? on : off;
  return found.record.value === wanted
    ? right
    : wrong(`${found.capability}.${found.member} is ${JSON.stringify(found.record.value)}, not ${JSON.stringify(wanted)}`);
};

const lock: Check = (view, expected) => {
  const row = lockStates.find(([name, fallback]) => (view.config[name] ?? fallback) === expected);
  return at('lock.state')(view, row?.[2] ?? expected, []);
};

/** A state that a cover does not know changes nothing. */
const coverStates: Readonly<Record<string, readonly [moving: string, state: string, position?: number]>> = {
  open: ['stopped', 'open', 100],
  closed: ['stopped', 'closed', 0],
  opening: ['opening', 'opening'],
  closing: ['closing', 'closing'],
  stopped: ['stopped', 'stopped'],
};

const cover: Check = (view, expected) => {
  const word = String(expected).toLowerCase();
  const meant = Object.hasOwn(coverStates, word) ? coverStates[word] : undefined;
  if (!meant) return undefined;
  const [moving, state, position] = meant;
  const closure = view.find('closure.state');
  if (closure) return saysSame(closure, state);
  const mover = view.find('cover.moving');
  const verdict = mover ? saysSame(mover, moving) : missing('cover.moving');
  const placed = view.find('cover.position');
  return !verdict.isRight || position === undefined || !placed || view.config['position_topic'] ? verdict : saysSame(placed, position);
};

const tracker: Check = (view, expected) => {
  const home = view.find('tracker.home');
  const wanted = expected === 'home' ? true : expected === 'unknown' ? null : false;
  if (!home) return missing('tracker.home');
  if (expected === 'home' || expected === 'not_home' || expected === 'unknown') return saysSame(home, wanted);
  return at('tracker.zone')(view, expected, []);
};

const tag: Check = (view, expected, news) =>
  view.eventsIn(news).some(({ payload }) => payload?.['tag'] === expected) ? right : wrong(`no event tells the tag ${String(expected)}`);

/** An event of the product's own list; what it is called here depends on its class. */
const eventType: Check = (view, expected, news) => {
  const events = view.eventsIn(news);
  if (events.length !== 1) return wrong(`${events.length} events for one "${String(expected)}"`);
  const told = events[0]?.payload?.['event_type'];
  return told === undefined || told === expected ? right : wrong(`the event tells ${JSON.stringify(told)}, not ${String(expected)}`);
};

const eventValue: Check = (view, expected, news) => {
  const type = jsonOf(expected)?.['event_type'];
  if (type !== undefined) return eventType(view, type, news);
  const count = view.eventsIn(news).length;
  return count === 0 ? right : wrong(`${count} events where nothing happened`);
};

const attributes: Check = (view, expected, news) => {
  const payload = view.eventsIn(news)[0]?.payload;
  if (payload?.['event_type'] === undefined) return undefined;
  const other = Object.entries(expected as object).find(([name, one]) => JSON.stringify(payload[name]) !== JSON.stringify(one));
  return other ? wrong(`the event lacks ${other[0]} ${JSON.stringify(other[1])}`) : right;
};

const trigger: Check = (view, expected, news) => {
  const count = view.eventsIn(news).length;
  const wanted = expected === null ? 0 : 1;
  return count === wanted ? right : wrong(`${count} events, not ${wanted}`);
};

function jsonOf(value: unknown): Readonly<Record<string, unknown>> | undefined {
  try {
    const parsed: unknown = typeof value === 'string' ? JSON.parse(value) : value;
    return typeof parsed === 'object' && parsed !== null ? (parsed as Readonly<Record<string, unknown>>) : undefined;
  } catch {
    return undefined;
  }
}

const updateMembers = {
  installed_version: 'update.installedVersion',
  latest_version: 'update.latestVersion',
  release_url: 'update.notesUrl',
};

const update: Check = (view, expected, news) => {
  const told = jsonOf(expected);
  if (!told) return at('update.installedVersion')(view, expected, news);
  for (const [name, target] of Object.entries(updateMembers)) {
    if (told[name] === undefined) continue;
    const verdict = at(target)(view, told[name], news);
    if (verdict && !verdict.isRight) return verdict;
  }
  const state = view.find('update.state');
  const isNewer = told['latest_version'] !== undefined && told['installed_version'] !== told['latest_version'];
  const wanted = told['in_progress'] === true ? ['downloading', 'applying'] : [isNewer ? 'available' : 'idle'];
  return !state || wanted.includes(String(state.record.value))
    ? right
    : wrong(`update.state is ${JSON.stringify(state.record.value)}, not ${wanted.join(' or ')}`);
};

const brightness: Check = (view, expected) => {
  const found = view.find('level.level');
  if (!found) return missing('level.level');
  if (expected === null) return saysSame(found, null);
  const scale = Number(view.config['brightness_scale'] ?? 255);
  const near = [scale, 255].some((top) => Math.abs(Number(found.record.value) - (Number(expected) / top) * 100) < 0.5);
  return near ? right : wrong(`level.level is ${JSON.stringify(found.record.value)}, not ${JSON.stringify(expected)} of 255`);
};

const colorTemperature: Check = (view, expected) => {
  const found = view.find('colorTemperature.temperature');
  if (!found) return missing('colorTemperature.temperature');
  const number = Number(expected);
  const kelvin = number >= 1000 ? number : 1_000_000 / number;
  return expected === null
    ? saysSame(found, null)
    : isNear(Number(found.record.value), kelvin, 0.01)
      ? right
      : wrong(`${JSON.stringify(found.record.value)} K, not ${kelvin}`);
};

const color: Check = (view, expected) => {
  const [xy, hue, saturation] = ['color.xy', 'color.hue', 'color.saturation'].map((name) => view.find(name)?.record.value);
  const told = Array.isArray(expected)
    ? { x: expected[0] as unknown, y: expected[1] as unknown }
    : (expected as Readonly<Record<string, unknown>>);
  const { x, y, h = told['hue'], s = told['saturation'], hue: _hue, saturation: _saturation } = told;
  const point = xy as { x: number; y: number } | undefined;
  if (x !== undefined && point && isNear(point.x, Number(x), 0.01) && isNear(point.y, Number(y), 0.01)) return right;
  if (h !== undefined && isNear(Number(hue), Number(h), 0.02) && Math.abs(Number(saturation) - Number(s)) <= 1) return right;
  return wrong(`color is ${JSON.stringify({ xy, hue, saturation })}, not ${JSON.stringify(expected)}`);
};

const url: Check = (view, expected) =>
  view.all().some(({ record }) => record.value === expected || JSON.stringify(record.value)?.includes(String(expected)))
    ? right
    : wrong(`the twin has no ${String(expected)}`);

const values: Readonly<Record<string, Check>> = {
  alarm_control_panel: at('alarmPanel.state'),
  binary_sensor: binary,
  cover,
  device_tracker: tracker,
  event: eventValue,
  fan: isOn,
  humidifier: isOn,
  lawn_mower: at('lawnMower.activity'),
  light: isOn,
  lock,
  siren: isOn,
  switch: isOn,
  tag,
  update,
  vacuum: at('vacuum.activity'),
  valve: at('valve.state'),
};

/** Home Assistant cuts shares to whole ones; the twin has them as they were said. */
const share =
  (...names: readonly string[]): Check =>
  (view, expected) => {
    const found = view.find(...names);
    if (!found) return missing(names.join(' or '));
    const isSame = typeof expected === 'number' && found.record.value !== null && Math.abs(Number(found.record.value) - expected) < 1;
    return isSame ? right : saysSame(found, expected);
  };

const positions = share('cover.position', 'closure.position', 'valve.position');

/** By the name that the corpus has for it. */
export const checks: Readonly<Record<string, Check>> = {
  value: (view, expected, news) => (values[view.expects.component] ?? value)(view, expected, news),
  state: (view, expected, news) => (values[view.expects.component] ?? value)(view, expected, news),
  action: at('thermostat.action', 'humidifier.action'),
  hvac_action: at('thermostat.action'),
  attributes,
  brightness,
  color,
  xy: color,
  hs: (view, expected, news) => {
    const [h, s] = expected as readonly unknown[];
    return color(view, { h, s }, news);
  },
  rgb: (view, expected) => colorOfRgb(view, expected),
  color_mode: colorMode,
  color_temp: colorTemperature,
  color_temp_kelvin: colorTemperature,
  current_humidity: at('humiditySensor.humidity'),
  current_temperature: at('thermostat.localTemperature', 'temperatureSensor.temperature'),
  direction: at('fan.direction'),
  effect: at('lightEffect.effect'),
  event_type: eventType,
  fan_mode: at('fan.mode'),
  fan_speed: at('vacuum.suction'),
  installed_version: at('update.installedVersion'),
  latest_version: at('update.latestVersion'),
  mode: at('thermostat.mode', 'waterHeater.program', 'humidifier.preset', 'fan.mode'),
  oscillating: (view, expected) => {
    const found = view.find('fan.rock');
    return found
      ? asBoolean(expected) === (found.record.value !== 'off')
        ? right
        : wrong(`fan.rock is ${String(found.record.value)}`)
      : missing('fan.rock');
  },
  percentage: share('fan.speed'),
  position: positions,
  current_position: positions,
  preset_mode: at('thermostat.preset', 'fan.mode', 'humidifier.preset'),
  swing_mode: at('airflow.swing', 'airflow.vertical'),
  swing_horizontal_mode: at('airflow.horizontal'),
  target_humidity: at('humidifier.target', 'thermostat.targetHumidity'),
  humidity: at('humidifier.target', 'humiditySensor.humidity'),
  temperature: at('thermostat.setpoint', 'thermostat.heatingSetpoint', 'thermostat.coolingSetpoint', 'temperatureControl.setpoint'),
  temperature_high: at('thermostat.coolingSetpoint'),
  temperature_low: at('thermostat.heatingSetpoint'),
  tilt_position: share('cover.tilt'),
  tilt: share('cover.tilt'),
  trigger,
  url,
  available: (view, expected) => {
    if (expected === null) return undefined;
    const { availability } = view.device;
    return (availability === 'online') === expected
      ? right
      : wrong(`the device is ${availability}, not ${expected ? 'online' : 'offline'}`);
  },
};

function colorOfRgb(view: EntityView, expected: unknown): Verdict {
  const wanted = hueOf((expected as readonly unknown[]).map(Number));
  const [hue, saturation] = [view.find('color.hue')?.record.value, view.find('color.saturation')?.record.value].map(Number);
  const isSame = Math.abs(Number(hue) - wanted.hue) <= 1 && Math.abs(Number(saturation) - wanted.saturation) <= 1;
  return isSame ? right : wrong(`hue and saturation are ${hue}, ${saturation}, not ${wanted.hue}, ${wanted.saturation}`);
}

/** The check for what a template of this name renders (`position_template` → `position`). */
export function checkOfTemplate(name: string): Check | undefined {
  const key = name.replace(/_(state|value|status)?_?template$/, '');
  return Object.hasOwn(checks, key) ? checks[key] : undefined;
}

/** What is expected and no check is about: `rendered` and `component` only help to read the corpus. */
export const explanations = new Set(['rendered', 'component', 'templates', 'ignored', 'note']);
