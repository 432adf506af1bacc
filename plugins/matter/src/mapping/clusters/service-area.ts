import type { ClusterMapping } from '../cluster-mapping.ts';
import { isRecord, named, numberOf, recordsIn } from '../convert.ts';

/** Service Area (Matter application clusters, section 1.17): where a robot works. */
export const serviceArea: ClusterMapping = {
  cluster: 'serviceArea',
  attributes: [
    { to: 'serviceArea.areas', from: ['supportedAreas'], read: ({ state }) => recordsIn(state['supportedAreas']).map(areaOf) },
    {
      to: 'serviceArea.maps',
      from: ['supportedMaps'],
      read: ({ state }) => recordsIn(state['supportedMaps']).map(({ mapId, name }) => ({ id: String(mapId), name: String(name) })),
    },
    {
      to: 'serviceArea.selected',
      from: ['selectedAreas'],
      read: ({ state }) => (Array.isArray(state['selectedAreas']) ? state['selectedAreas'].map(String) : []),
      narrow: ({ state }) => ({
        options: recordsIn(state['supportedAreas'])
          .map(areaOf)
          .map(({ id, name }) => ({ id, label: name })),
      }),
      write: (areas) => ({ invoke: 'selectAreas', fields: { newAreas: Array.isArray(areas) ? areas.map(Number) : [] } }),
    },
    {
      to: 'serviceArea.current',
      from: ['currentArea'],
      read: ({ state }) => idOf(state['currentArea']),
    },
    { to: 'serviceArea.progress', from: ['progress'], read: ({ state }) => recordsIn(state['progress']).map(progressOf) },
  ],
  commands: [
    { to: 'serviceArea.skip', needs: 'skipArea', run: ({ area }) => ({ invoke: 'skipArea', fields: { skippedArea: Number(area) } }) },
  ],
};

function idOf(number: unknown): string | null {
  return typeof number === 'number' ? String(number) : null;
}

/** An area by its location's name, else by the landmark that tells it from others. */
function areaOf({ areaId, mapId, areaInfo }: Readonly<Record<string, unknown>>): { id: string; name: string; map?: string } {
  const location = isRecord(areaInfo) && isRecord(areaInfo['locationInfo']) ? areaInfo['locationInfo'] : {};
  const name = location['locationName'];
  return {
    id: String(areaId),
    name: typeof name === 'string' && name !== '' ? name : `Area ${String(areaId)}`,
    ...(typeof mapId === 'number' && { map: String(mapId) }),
  };
}

const progressStates = named({ 0: 'pending', 1: 'operating', 2: 'skipped', 3: 'completed' });

function progressOf({ areaId, status, totalOperationalTime }: Readonly<Record<string, unknown>>) {
  const state = progressStates.read(status);
  const duration = numberOf(totalOperationalTime);
  return { area: String(areaId), state: typeof state === 'string' ? state : 'other', ...(typeof duration === 'number' && { duration }) };
}
