import { AdoptionFailedError, messageOf, type Log } from '@concord/sdk';
import { CommissioningClient, Seconds, type ClientNode } from '@matter/main';
import { PeerCommunicationError, Subscribe } from '@matter/main/protocol';
import type { Candidates, Commissionable } from './candidates.ts';
import type { Controller } from './controller.ts';
import { readSetupCode, type SetupCode } from './setup-code.ts';

/** How long it waits for a product to show itself, and for it to answer on one of its addresses. */
const locateTimeout = Seconds(10);
const connectTimeout = Seconds(30);
const showMs = 30_000;

/** The default of one second between two reports would make a dimmer's report late; the ceiling bounds how long a dead device looks alive. */
const subscription = Subscribe({
  fabricFilter: true,
  keepSubscriptions: false,
  attributes: [{}],
  events: [{ isUrgent: true }],
  minIntervalFloor: Seconds(0),
  maxIntervalCeiling: Seconds(60),
});

/** Takes products into the hub's fabric. */
export class Commissioner {
  readonly #controller: Controller;
  readonly #candidates: Candidates;
  readonly #log: Log;
  readonly #busy = new Set<string>();

  constructor(controller: Controller, candidates: Candidates, log: Log) {
    this.#controller = controller;
    this.#candidates = candidates;
    this.#log = log;
  }

  /** Commissions the product behind a candidate. Throws `AdoptionFailedError`. */
  async adopt(candidateKey: string, codeText: string): Promise<ClientNode> {
    const code = readSetupCode(codeText);
    const product = this.#candidates.get(candidateKey);
    if (!product) {
      throw new AdoptionFailedError(
        'This product can no longer be found. Check that it has power and is in its pairing mode, then try again.',
      );
    }
    if (!this.#candidates.matching(code).includes(product)) {
      throw new AdoptionFailedError(
        `This code belongs to another product than "${product.descriptor.name}". Take the code printed on this one.`,
      );
    }
    return this.#commission(product, code);
  }

  /** Commissions the product that a code belongs to, once it shows itself. Throws `AdoptionFailedError`. */
  async commission(codeText: string): Promise<ClientNode> {
    const code = readSetupCode(codeText);
    const products = await this.#candidates.waitForMatching(code, showMs);
    if (products.length === 0) {
      throw new AdoptionFailedError(
        'No product with this code can be found. Check that it has power, is on the same network and in its pairing mode, then try again.',
      );
    }
    const failures: unknown[] = [];
    for (const product of products) {
      try {
        return await this.#commission(product, code);
      } catch (error) {
        failures.push(error);
      }
    }
    throw failures[0];
  }

  async #commission(product: Commissionable, { passcode }: SetupCode): Promise<ClientNode> {
    const { name } = product.descriptor;
    if (this.#busy.has(product.key)) throw new AdoptionFailedError(`"${name}" is being added already.`);
    this.#busy.add(product.key);
    try {
      this.#log.info(`adding the Matter product "${name}": looking for it`);
      const node = await this.#controller.peers.locate({ instanceId: product.instance, timeout: locateTimeout });
      this.#log.info(`adding the Matter product "${name}": found, checking the code and its certificates`);
      await this.#controller.peers.runCommissioning(node, () => commissionAt(node, passcode));
      this.#candidates.spend(product);
      this.#log.info(`adding the Matter product "${name}": done`);
      return node;
    } catch (error) {
      throw new AdoptionFailedError(explain(error, name), { cause: error });
    } finally {
      this.#busy.delete(product.key);
    }
  }
}

/**
 * Tries the product's addresses one after the other. matter.js would go on with the second for a quarter of a minute after a code was
 * refused at the first, so each gets one alone.
 */
async function commissionAt(node: ClientNode, passcode: number): Promise<void> {
  const addresses = node.stateOf(CommissioningClient).addresses ?? [];
  let failure: unknown = new AdoptionFailedError('it has no address');
  for (const address of addresses) {
    await node.act((agent) => {
      agent.get(CommissioningClient).state.addresses = [address];
    });
    try {
      await node.commission({ passcode, timeout: connectTimeout, defaultSubscription: subscription });
      return;
    } catch (error) {
      failure = error;
      if (![...chain(error)].some((one) => one instanceof PeerCommunicationError)) throw error;
    }
  }
  throw failure;
}

/** What a person can do about each reason; matter.js tells them by the names of its errors, on the error or deeper. */
const reasons: Readonly<Record<string, string>> = {
  UnexpectedDataError: 'the code is wrong. Compare it with the one printed on the product and try again',
  PeerCommunicationError: 'it stopped answering. Move it closer, restart it and try again',
  DiscoveryError: 'it can no longer be found. Restart it, put it in its pairing mode and try again',
  MaximumCommissionedFabricsReachedError: 'it is in as many homes as it can be. Remove one of them in its maker’s app and try again',
  DeviceAlreadyCommissionedToThisFabricError: 'it is in this home already. Reset it to its factory settings and try again',
  WifiOrThreadNetworkCredentialsNotConfiguredError:
    'it is on no network yet. Join it to your Wi-Fi or Thread network in its maker’s app first',
  CommissioningTimeoutError: 'it took too long. Restart it and try again',
};

function explain(error: unknown, name: string): string {
  for (const one of chain(error)) {
    const reason = reasons[one.constructor.name];
    if (reason !== undefined) return `"${name}" was not added: ${reason}.`;
  }
  return `"${name}" was not added: ${messageOf(error)}. Restart it, put it in its pairing mode and try again.`;
}

function* chain(error: unknown): Generator<Error> {
  if (!(error instanceof Error)) return;
  yield error;
  if (error instanceof AggregateError) for (const part of error.errors) yield* chain(part);
  yield* chain(error.cause);
}
