import { Engine } from 'json-rules-engine';
import type { AttributeChange, DeviceModel } from '../src/home/index.ts';
import { crosses } from '../src/rules/state-match.ts';
import { TriggerIndex, type ListeningTrigger } from '../src/rules/trigger-index.ts';
import type { StateTrigger } from '../src/rules/index.ts';

const repeats = 200_000;

/** What one change costs with so many rules of which one cares, beside json-rules-engine with all rules in one engine. */
export async function benchRules(): Promise<void> {
  for (const count of [10, 100, 1000, 10_000]) {
    const indexed = measureIndexed(count);
    const engine = await measureEngine(count);
    console.log(
      `${String(count).padStart(6)} rules: ${indexed.toFixed(2)} µs a change; all in one json-rules-engine: ${engine.toFixed(0)} µs`,
    );
  }
}

function measureIndexed(count: number): number {
  const index = new TriggerIndex<object>();
  for (let rule = 0; rule < count; rule++) index.add(listening(rule));
  const [cold, warm] = [change(20, 30), change(30, 20)];
  let fired = 0;
  const once = (one: AttributeChange) =>
    index.visit(
      one,
      (): DeviceModel | undefined => undefined,
      ({ trigger }) => {
        if (trigger.type === 'state' && crosses(trigger, one)) fired++;
      },
    );
  for (let turn = 0; turn < repeats / 10; turn++) once(warm);
  fired = 0;
  const began = performance.now();
  for (let turn = 0; turn < repeats; turn++) once(turn % 2 === 0 ? warm : cold);
  const took = performance.now() - began;
  if (fired !== repeats / 2) throw new Error(`${fired} of ${repeats / 2} fired`);
  return (took * 1000) / repeats;
}

async function measureEngine(count: number): Promise<number> {
  const engine = new Engine([], { allowUndefinedFacts: true });
  for (let rule = 0; rule < count; rule++) {
    engine.addRule({ conditions: { all: [{ fact: `temperature${rule}`, operator: 'greaterThan', value: 25 }] }, event: { type: 'warm' } });
  }
  const turns = Math.max(5, Math.round(5000 / count));
  const began = performance.now();
  for (let turn = 0; turn < turns; turn++) await engine.run({ temperature0: 30 });
  return ((performance.now() - began) * 1000) / turns;
}

function listening(rule: number): ListeningTrigger<object> {
  const trigger: StateTrigger = {
    type: 'state',
    device: `device-${rule}`,
    capability: 'temperatureSensor',
    attribute: 'temperature',
    above: 25,
  };
  return { rule: {}, index: 0, trigger };
}

function change(previous: number, value: number): AttributeChange {
  const at = new Date(0).toISOString();
  return {
    type: 'attribute',
    device: 'device-0',
    endpoint: 'main',
    capability: 'temperatureSensor',
    attribute: 'temperature',
    record: { value, quality: 'good', at, receivedAt: at },
    previous,
    previousQuality: 'good',
    cause: { kind: 'report', plugin: 'bench' },
  };
}
