import type { Identifier } from '@concord/sdk';
import type { DeviceIdentity } from '../../devices/device-identity.ts';
import type { Values } from '../../devices/fragment.ts';
import { sleepers } from './sleepers.ts';

/** What a product says of itself. */
export interface Facts {
  /** 12 lower-case hexadecimal digits. */
  readonly mac?: string | undefined;
  readonly model?: string | undefined;
  readonly firmware?: string | undefined;
  /** What its owner calls it. */
  readonly name?: string | undefined;
  readonly generation?: number | undefined;
  readonly app?: string | undefined;
  readonly profile?: string | undefined;
  readonly ip?: string | undefined;
  readonly hasUpdate?: boolean | undefined;
  /** Silent between its reports. */
  readonly isSleeping?: boolean | undefined;
}

/** Reads an announcement of the first generation (`shellies/announce`), or what `Shelly.GetDeviceInfo` answers. */
export function readFacts(said: Values): Facts {
  const { mac, model, fw_ver: firmware, ver, name, gen, app, profile, ip, new_fw: hasUpdate } = said;
  return withoutHoles({
    mac: typeof mac === 'string' ? readMac(mac) : undefined,
    model: text(model),
    firmware: text(ver) ?? text(firmware),
    name: text(name),
    generation: typeof gen === 'number' && Number.isInteger(gen) && gen > 0 && gen < 100 ? gen : undefined,
    app: text(app),
    profile: text(profile),
    ip: text(ip),
    hasUpdate: typeof hasUpdate === 'boolean' ? hasUpdate : undefined,
  });
}

/** What is known after something more was said. */
export function moreFacts(known: Facts, said: Facts): Facts {
  return { ...known, ...withoutHoles(said) };
}

export function readMac(value: string): string | undefined {
  const plain = value.replaceAll(/[:-]/g, '').toLowerCase();
  return /^[0-9a-f]{12}$/.test(plain) ? plain : undefined;
}

/** What a product's own name tells: `shelly2pmg3-a8032abe2f18` is what it is, and its address, or the end of that. */
export function factsInName(name: string): Facts {
  const { app, mac = '' } = /(?:^|\/)(?<app>shelly[a-z0-9]+)-(?<mac>[0-9a-f]{6}|[0-9a-f]{12})$/i.exec(name)?.groups ?? {};
  const generation = app === undefined ? undefined : (/g(?<number>[3-9])$/.exec(app)?.groups?.['number'] ?? undefined);
  return withoutHoles({ app, mac: readMac(mac), generation: generation === undefined ? undefined : Number(generation) });
}

/** How the hub knows the product. `prefix`: how its topics begin. */
export function identityOf(prefix: string, { mac, model, firmware, name, app, isSleeping }: Facts): DeviceIdentity {
  const own: Identifier = { type: 'own', value: prefix };
  const last = prefix.slice(prefix.lastIndexOf('/') + 1);
  const isSilent = isSleeping ?? sleepers.test(model ?? last);
  return {
    name: (name ?? (last || prefix)).slice(0, 255),
    maker: 'Shelly',
    ...((model ?? app) !== undefined && { model: (model ?? app ?? '').slice(0, 255) }),
    ...(firmware !== undefined && { firmware: firmware.slice(0, 255) }),
    identifiers: mac === undefined ? [own] : [{ type: 'mac', value: mac }, own],
    ...(isSilent && { sleeping: true }),
  };
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value.trim().slice(0, 255) : undefined;
}

function withoutHoles(facts: Facts): Facts {
  return Object.fromEntries(Object.entries(facts).filter(([, fact]) => fact !== undefined));
}
