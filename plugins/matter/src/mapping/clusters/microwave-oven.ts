import { CommandRejectedError } from '@concord/sdk';
import { asOne, because, type AttributeMapping, type ClusterMapping, type ClusterView, type Operation } from '../cluster-mapping.ts';
import { numberArgument, numberOf } from '../convert.ts';

/** The full setting where the device does not tell it (Matter application clusters, section 8.13.5.3). */
const fullSetting = 100;
const smallestStep = 10;

/** Watts of each setting that the device takes, in rising order; empty where it counts in something else. */
function wattsOf({ state }: ClusterView): { readonly watts: number; readonly fields: Readonly<Record<string, number>> }[] {
  const listed: readonly unknown[] = Array.isArray(state['supportedWatts']) ? state['supportedWatts'] : [];
  if (listed.length > 0) return listed.map((watts, wattSettingIndex) => ({ watts: numberOf(watts) ?? 0, fields: { wattSettingIndex } }));
  const rating = numberOf(state['wattRating']);
  if (typeof rating !== 'number') return [];
  const maximum = numberOf(state['maxPower']) ?? fullSetting;
  const step = numberOf(state['powerStep']) ?? smallestStep;
  const minimum = numberOf(state['minPower']) ?? smallestStep;
  const settings = step > 0 ? Math.floor((maximum - minimum) / step) + 1 : 0;
  return Array.from({ length: Math.max(0, settings) }, (_unused, place) => {
    const powerSetting = minimum + place * step;
    return { watts: Math.round((rating * powerSetting) / maximum), fields: { powerSetting } };
  });
}

/** The field of a command for a power: the setting that comes nearest. */
function powerField(value: unknown, view: ClusterView): Readonly<Record<string, number>> {
  const wanted = numberArgument(value, 'the power');
  const [nearest] = wattsOf(view).sort((one, other) => Math.abs(one.watts - wanted) - Math.abs(other.watts - wanted));
  if (!nearest) throw new CommandRejectedError('its power is not told in watts');
  return nearest.fields;
}

const cooking = 'setCookingParameters';

/**
 * What the cooking is set to, field by field: what a command leaves out goes back to the normal mode, 30 seconds and the full power
 * (section 8.13.6.2).
 */
function standing({ state, beside }: ClusterView): Readonly<Record<string, number>> {
  const fields = {
    cookMode: beside?.('microwaveOvenMode')['currentMode'],
    cookTime: state['cookTime'],
    powerSetting: state['powerSetting'],
    wattSettingIndex: state['selectedWattIndex'],
  };
  return Object.fromEntries(
    Object.entries(fields).flatMap(([field, raw]) => {
      const value = numberOf(raw);
      return typeof value === 'number' ? [[field, value] as const] : [];
    }),
  );
}

/** One command for all that is set, with the rest as it stands. */
function complete(operations: readonly Operation[], view: ClusterView): readonly Operation[] {
  return asOne(cooking, [{ invoke: cooking, fields: standing(view) }, ...operations]);
}

const seconds = (value: unknown, name: string) => Math.round(numberArgument(value, name));

function power(from: string, field: string): AttributeMapping {
  return {
    to: 'oven.microwavePower',
    from: [from],
    when: (view) => wattsOf(view).some(({ fields }) => field in fields),
    read: (view) => wattsOf(view).find(({ fields }) => fields[field] === numberOf(view.state[from]))?.watts ?? null,
    narrow: (view) => {
      const watts = wattsOf(view).map((one) => one.watts);
      return { minimum: Math.min(...watts), maximum: Math.max(...watts) };
    },
    write: (value, view) => ({ invoke: cooking, fields: powerField(value, view) }),
  };
}

/** Microwave Oven Control (Matter application clusters, section 8.13). */
export const microwaveOvenControl: ClusterMapping = {
  cluster: 'microwaveOvenControl',
  attributes: [
    {
      to: 'oven.cookTime',
      from: ['cookTime'],
      read: ({ state }) => numberOf(state['cookTime']),
      narrow: ({ state }) => {
        const maximum = numberOf(state['maxCookTime']);
        return { minimum: 1, ...(typeof maximum === 'number' && { maximum }) };
      },
      write: (value) => ({ invoke: cooking, fields: { cookTime: seconds(value, 'the cooking time') } }),
    },
    power('powerSetting', 'powerSetting'),
    power('selectedWattIndex', 'wattSettingIndex'),
  ],
  merge: complete,
  commands: [
    {
      to: 'oven.cook',
      needs: cooking,
      run: ({ time, power: watts }, view) => ({
        invoke: cooking,
        fields: {
          ...standing(view),
          cookTime: seconds(time, 'the time'),
          ...(watts !== undefined && powerField(watts, view)),
          startAfterSetting: true,
        },
      }),
    },
    {
      to: 'oven.addTime',
      needs: 'addMoreTime',
      run: ({ time }) => ({ invoke: 'addMoreTime', fields: { timeToAdd: seconds(time, 'the time') } }),
    },
  ],
  internal: {
    ...because('the range of the cooking time and the power', 'maxCookTime', 'minPower', 'maxPower', 'powerStep', 'supportedWatts'),
    wattRating: 'how many watts the full setting has',
  },
};
