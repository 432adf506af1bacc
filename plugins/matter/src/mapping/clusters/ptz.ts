import { CommandRejectedError } from '@concord/sdk';
import { asOne, because, feature, type AttributeMapping, type ClusterMapping, type ClusterView } from '../cluster-mapping.ts';
import { isRecord, numberArgument, numberOf, recordsIn } from '../convert.ts';

type Fields = Readonly<Record<string, unknown>>;

function positionOf({ state }: ClusterView): Fields {
  return isRecord(state['mptzPosition']) ? state['mptzPosition'] : {};
}

/** One axis of a camera that turns: degrees, and for the zoom a factor. */
function axis(name: 'pan' | 'tilt' | 'zoom', featureName: string, minimum: string | number, maximum: string): AttributeMapping {
  return {
    to: `ptz.${name}`,
    from: ['mptzPosition', ...(typeof minimum === 'string' ? [minimum] : []), maximum],
    when: feature(featureName),
    read: (view) => numberOf(positionOf(view)[name]) ?? null,
    narrow: ({ state }) => {
      const low = typeof minimum === 'number' ? minimum : numberOf(state[minimum]);
      const high = numberOf(state[maximum]);
      return { ...(typeof low === 'number' && { minimum: low }), ...(typeof high === 'number' && { maximum: high }), step: 1 };
    },
    write: (value) => ({ invoke: 'mptzSetPosition', fields: { [name]: Math.round(numberArgument(value, name)) } }),
  };
}

function presetsOf({ state }: ClusterView): { id: string; label: string }[] {
  return recordsIn(state['mptzPresets']).map(({ presetId, name }) => ({ id: String(presetId), label: String(name) }));
}

/** Camera AV Settings User Level Management (Matter application clusters, section 11.3). */
export const cameraAvSettingsUserLevelManagement: ClusterMapping = {
  cluster: 'cameraAvSettingsUserLevelManagement',
  attributes: [
    axis('pan', 'mechanicalPan', 'panMin', 'panMax'),
    axis('tilt', 'mechanicalTilt', 'tiltMin', 'tiltMax'),
    axis('zoom', 'mechanicalZoom', 1, 'zoomMax'),
    { to: 'ptz.presets', from: ['mptzPresets'], read: presetsOf },
  ],
  commands: [
    {
      to: 'ptz.move',
      needs: 'mptzRelativeMove',
      run: (args) => ({
        invoke: 'mptzRelativeMove',
        fields: Object.fromEntries(
          ['pan', 'tilt', 'zoom'].flatMap((name) =>
            args[name] === undefined ? [] : [[`${name}Delta`, Math.round(numberArgument(args[name], name))]],
          ),
        ),
      }),
    },
    {
      to: 'ptz.goToPreset',
      needs: 'mptzMoveToPreset',
      run: ({ id }, view) => {
        if (!presetsOf(view).some((one) => one.id === id)) throw new CommandRejectedError(`${String(id)} is none of the presets`);
        return { invoke: 'mptzMoveToPreset', fields: { presetId: Number(id) } };
      },
    },
    {
      // A preset that is there is set anew; any other id is the name of a new one.
      to: 'ptz.savePreset',
      needs: 'mptzSavePreset',
      run: ({ id }, view) => {
        const known = presetsOf(view).find((one) => one.id === id);
        return { invoke: 'mptzSavePreset', fields: known ? { presetId: Number(known.id), name: known.label } : { name: id } };
      },
    },
  ],
  // Each call is a movement of its own, and a second one ends the first half-way.
  merge: (operations) => asOne('mptzSetPosition', operations),
  internal: {
    maxPresets: 'how many presets there may be',
    movementState: 'progress of a movement; the position follows',
    dptzStreams: 'what a viewer enlarged',
  },
  unused: {
    mptzRemovePreset: 'a preset that was forgotten can only be made again at the camera',
    ...because('a viewer enlarges its own stream', 'dptzSetViewport', 'dptzRelativeMove'),
  },
};
