import { definePlugin, DeviceOfflineError } from '@concord/sdk';
import { BrokerLink } from './broker-link.ts';
import { BrokerUsers } from './broker/broker-users.ts';
import { openBroker } from './broker/open-broker.ts';
import { BrokerConnection } from './connection/broker-connection.ts';
import { ClientConnection } from './connection/client-connection.ts';
import type { Connection } from './connection/connection.ts';
import { forListener, HubId } from './connection/hub-id.ts';
import { DeviceRegistry } from './devices/device-registry.ts';
import type { MappedDevice } from './devices/mapped-device.ts';
import { RemovedDevices } from './devices/removed-devices.ts';
import { Reporter } from './devices/reporter.ts';
import { openNetworks } from './join-action.ts';
import { mappingActions } from './dialects/manual/actions.ts';
import { Mappings } from './dialects/manual/mappings.ts';
import { readSettings } from './settings.ts';
import { TemplateEngine } from './templates/engine.ts';
import { HeardTopics } from './topics/heard-topics.ts';

/** Puts the parts together: the embedded broker, the brokers to join, and the dialects on each of them. */
export default definePlugin({
  async start(context) {
    const settings = readSettings(context.config);
    for (const { place, message } of settings.unusable) {
      context.log.error(`${place}: ${message}`);
      context.diagnose({ code: 'setting-unusable', message, place });
    }
    const users = new BrokerUsers(context.store);
    await users.load();

    const reporter = new Reporter(context);
    const removed = new RemovedDevices(context);
    await removed.load();
    const registry = new DeviceRegistry({
      context,
      reporter,
      removed,
      forgetAfterMs: settings.forgetAfterMs,
      tookOver: (device) => askAgain(device),
    });
    const engine = new TemplateEngine();
    const hubId = await HubId.load(context);
    const mappings = new Mappings(context);
    await mappings.load();
    // The last that can fail: a broker that listens for a plugin that never started would hold its port.
    const embedded = settings.broker && (await openBroker(settings.broker, settings.brokerTls, users, context));
    const openers: ((isListener: boolean) => Connection)[] = [
      ...(embedded ? [() => new BrokerConnection(embedded)] : []),
      ...settings.brokers.map(
        (broker) => (isListener: boolean) => new ClientConnection(isListener ? forListener(broker, hubId) : broker, hubId, context),
      ),
    ];
    const connections = openers.map((open) => open(false));
    const brokers = connections.map(({ name }) => name);
    const links = connections.map(
      (connection) => new BrokerLink(connection, settings, { context, registry, reporter, engine, mappings, brokers }),
    );
    const askAgain = (device: MappedDevice) => links.find(({ connection }) => connection === device.connection)?.askAgain(device);
    const heard = openers.map(
      (open, at) =>
        new HeardTopics({ broker: brokers[at] ?? '', open: () => open(true), isUsed: (topic) => links[at]?.isUsed(topic) ?? false }),
    );
    for (const link of links) link.start();

    return {
      ...(embedded && { endpoints: embedded.addresses }),
      async command(command) {
        const device = registry.get(command.device);
        if (!device?.isDescribed) throw new DeviceOfflineError('the device has not announced itself since the start');
        return device.command(command);
      },
      async adopt(key) {
        const device = await registry.adopt(key);
        askAgain(device);
        return { devices: [key] };
      },
      remove: (key) => registry.remove(key),
      actions: {
        addBrokerUser: async ({ name, password, ...rights }) => {
          const user = await users.add(String(name), password as string | undefined, rights);
          // Who is connected came in with the password of before, and has subscribed with the rights of before.
          embedded?.broker.disconnect(user.name);
          return user;
        },
        removeBrokerUser: async ({ name }) => {
          await users.remove(String(name));
          embedded?.broker.forget(String(name));
          return { removed: true };
        },
        listBrokers: async () => ({ brokers: connections.map(({ status }) => ({ ...status, since: status.since.toISOString() })) }),
        listBrokerUsers: async () => ({ users: users.list() }),
        permitJoin: ({ seconds, device }) => openNetworks(links, Number(seconds), device as string | undefined),
        ...mappingActions({ mappings, engine, heard }),
      },
      async stop() {
        // The broker last, and in any case: it has to write down what it keeps.
        await Promise.allSettled([...links.map((link) => link.stop()), ...heard.map((one) => one.stop())]);
        registry.stop();
        await embedded?.stop();
      },
    };
  },
});
