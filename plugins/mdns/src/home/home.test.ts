import { AdoptionFailedError, type CandidateDescriptor, type PluginContext } from '@concord/sdk';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Service } from '../discovery/service.ts';
import type { Driver, Session } from '../driver.ts';
import { localAddresses } from '../network/local.ts';
import { PeerError, WrongPasswordError } from '../untrusted/peer-error.ts';
import { Home } from './home.ts';

const own = localAddresses(undefined)[0]?.address ?? '';
const unaskedForm = { type: 'object', properties: { password: { type: 'string' } } };
const askedForm = { type: 'object', properties: {}, title: 'as it said itself' };

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A home on a network where a product of one family can be announced. */
function setUp() {
  const said: string[] = [];
  const asked: string[] = [];
  const forms: unknown[] = [];
  let isSilent = false;
  let needsPassword = false;
  const session: Session = {
    command: async () => ({ confirmation: 'acknowledged' }),
    check: () => undefined,
    close: () => undefined,
    closed: new Promise(() => undefined),
  };
  const driver: Driver = {
    id: 'lamps',
    ports: [80],
    form: unaskedForm,
    recognise: ({ name }) => ({ key: `lamp-${name}`, name, identifiers: [] }),
    inspect: async ({ host, port }) => {
      asked.push(`${host}:${port}`);
      if (isSilent) throw new PeerError('peer-silent', 'busy');
      return { form: needsPassword ? { ...askedForm, required: ['password'] } : askedForm };
    },
    open: async ({ address, ports }) => {
      said.push(`open ${address.host}:${address.port}`);
      if (needsPassword) throw new WrongPasswordError('it asks for a password');
      ports.describe({ name: 'Lamp', identifiers: [], endpoints: [] });
      return session;
    },
  };
  const log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
  const context: PluginContext = {
    config: {},
    dataFolder: '',
    network: undefined,
    knownDevices: [],
    log,
    store: { get: async () => undefined, set: async () => undefined, delete: async () => undefined },
    signal: new AbortController().signal,
    describe: ({ key }) => said.push(`describe ${key}`),
    forget: () => undefined,
    setAvailability: (_, state) => said.push(state),
    report: () => undefined,
    emit: () => undefined,
    offer: ({ form }: CandidateDescriptor) => forms.push(form),
    withdraw: () => undefined,
    diagnose: ({ code }) => said.push(code),
  };
  const home = new Home(context, { drivers: [driver], patience: { answerMs: 1000, heartbeatMs: 1000 }, showOthers: true });
  return {
    home,
    said,
    asked,
    forms,
    isSilent: (now: boolean) => (isSilent = now),
    needsPassword: () => (needsPassword = true),
  };
}

function service(address: string, port: number, sender = address): Service {
  return { id: 'a', type: '_lamp._tcp', name: 'a', host: 'a', port, txt: new Map(), addresses: [address], sender };
}

describe('a product that nobody asked for', () => {
  it.each([
    ['where it announces itself', service('10.0.0.5', 80), ['10.0.0.5:80'], askedForm],
    ['not at an address that another announced', service('10.0.0.9', 80, '10.0.0.5'), [], unaskedForm],
    ['not at a port where its family does not listen', service('10.0.0.5', 9100), [], unaskedForm],
    ['at any port of this machine, where a program of it says so', service(own, 9100), [`${own}:9100`], askedForm],
  ])('is asked %s', async (_, announced, asked, form) => {
    const { home, ...seen } = setUp();
    home.found(announced);
    await vi.advanceTimersByTimeAsync(0);
    expect(seen.asked).toEqual(asked);
    expect(seen.forms).toEqual([form]);
  });

  it('is asked again when it is heard again, with a pause between', async () => {
    const { home, asked, forms, isSilent } = setUp();
    const announced = service('10.0.0.5', 80);
    isSilent(true);
    home.found(announced);
    await vi.advanceTimersByTimeAsync(0);
    for (let at = 0; at < 5; at++) home.heardAgain(announced);
    await vi.advanceTimersByTimeAsync(2000);
    expect(asked).toHaveLength(1);
    isSilent(false);
    home.heardAgain(announced);
    await vi.advanceTimersByTimeAsync(2000);
    home.heardAgain(announced);
    expect(asked).toHaveLength(2);
    expect(forms).toEqual([unaskedForm, askedForm]);
  });
});

describe('a product that is adopted', () => {
  it('is asked before, wherever it is announced', async () => {
    const { home, asked, said } = setUp();
    home.found(service('10.0.0.9', 8080, '10.0.0.5'));
    expect(await home.adopt('lamp-a', {})).toEqual({ devices: ['lamp-a'] });
    expect(asked).toEqual(['10.0.0.9:8080']);
    expect(said).toEqual(['open 10.0.0.9:8080', 'describe lamp-a', 'online']);
  });

  it('and was busy before is shown with the form that it needs', async () => {
    const { home, forms, isSilent, needsPassword } = setUp();
    isSilent(true);
    home.found(service('10.0.0.5', 80));
    await vi.advanceTimersByTimeAsync(0);
    isSilent(false);
    needsPassword();
    await expect(home.adopt('lamp-a', {})).rejects.toThrow(AdoptionFailedError);
    expect(forms).toEqual([unaskedForm, { ...askedForm, required: ['password'] }]);
  });

  it('is not adopted twice at once', async () => {
    const { home } = setUp();
    home.found(service('10.0.0.5', 80));
    const first = home.adopt('lamp-a', {});
    await expect(home.adopt('lamp-a', {})).rejects.toThrow(AdoptionFailedError);
    expect(await first).toEqual({ devices: ['lamp-a'] });
  });

  it('is not followed to a port where its family does not listen', async () => {
    const { home, said } = setUp();
    home.found(service('10.0.0.5', 80));
    await home.adopt('lamp-a', {});
    home.found(service('10.0.0.7', 9100));
    expect(said).toEqual(['open 10.0.0.5:80', 'describe lamp-a', 'online', 'port-unexpected']);
  });
});
