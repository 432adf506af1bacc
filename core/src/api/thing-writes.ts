import { checkCommand, ConcordError, InvalidInputError, messageOf, pointer, setCommand, type Finding } from '@concord/sdk';
import type { Principal } from '../access/index.ts';
import type { CommandInput, DeviceModel } from '../home/index.ts';
import { propertiesOf, type PropertyAffordance } from '../things/index.ts';
import type { DeviceCommands } from './device-commands.ts';

/** Some of several writes failed after they were sent; `findings` names those, and the others are done. The code is the first one's. */
export class WritesFailedError extends InvalidInputError {}

/** What is set of one capability: one command, so that a device takes hue and saturation together. */
interface Write {
  readonly properties: readonly PropertyAffordance[];
  readonly input: CommandInput;
}

/**
 * Writes properties by their names. Throws before anything is sent where a name is unknown, a value does not fit or the principal may
 * not; throws `WritesFailedError` where the device did not do all of it.
 */
export async function writeProperties(
  device: DeviceModel,
  values: Readonly<Record<string, unknown>>,
  principal: Principal,
  commands: DeviceCommands,
): Promise<void> {
  const writes = writesOf(device, values);
  for (const { input } of writes) commands.requireRight(principal, device.id, input);
  const results = await Promise.allSettled(writes.map(({ input }) => commands.send(principal, device.id, input)));
  const failures = results.flatMap((result, index) =>
    result.status === 'rejected' ? [{ error: result.reason as unknown, write: writes[index] }] : [],
  );
  const [first] = failures;
  if (!first) return;
  if (!(first.error instanceof ConcordError)) throw first.error;
  const findings = failures.flatMap(({ error, write }) =>
    (write?.properties ?? []).map(({ name }) => ({ path: pointer(name), message: messageOf(error) })),
  );
  throw new WritesFailedError(first.error.message, findings, first.error.code);
}

function writesOf(device: DeviceModel, values: Readonly<Record<string, unknown>>): Write[] {
  const properties = propertiesOf(device).filter(({ name }) => Object.hasOwn(values, name));
  const names = new Set(properties.map(({ name }) => name));
  const unknown = Object.keys(values).filter((name) => !names.has(name));
  const findings: Finding[] = unknown.map((name) => ({ path: pointer(name), message: 'the device has no such property' }));
  const writes = [...Map.groupBy(properties, ({ slot }) => slot.capability).values()].flatMap((group): Write[] => {
    const [first] = group;
    if (!first) return [];
    const { endpoint, capability } = first;
    const args = Object.fromEntries(group.map(({ member, name }) => [member, values[name]]));
    const placeOf = new Map(group.map(({ member, name }) => [pointer(member), pointer(name)]));
    for (const { path, message } of checkCommand(capability.definition, capability.descriptor, setCommand, args)) {
      const [, member = '', ...deeper] = path.split('/');
      findings.push({ path: [placeOf.get(`/${member}`) ?? `/${member}`, ...deeper].join('/'), message });
    }
    return [{ properties: group, input: { endpoint: endpoint.id, capability: capability.id, command: setCommand, args } }];
  });
  if (findings.length === 0) return writes;
  const reasons = findings.map(({ path, message }) => `${path} ${message}`).join('; ');
  throw new InvalidInputError(`the values do not fit: ${reasons}`, findings, 'command-invalid');
}
