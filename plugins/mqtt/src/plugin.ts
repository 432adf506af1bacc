import { definePlugin, DeviceOfflineError, messageOf, type PluginContext } from '@concord/sdk';
import { BrokerLink } from './broker-link.ts';
import { BrokerUsers } from './broker/broker-users.ts';
import { EmbeddedBroker } from './broker/embedded-broker.ts';
import type { ListenAddress } from './broker/listen-address.ts';
import { RetainedMessages } from './broker/retained-messages.ts';
import { BrokerConnection } from './connection/broker-connection.ts';
import { ClientConnection, maxPayloadBytes } from './connection/client-connection.ts';
import type { Connection } from './connection/connection.ts';
import { DeviceRegistry } from './devices/device-registry.ts';
import { RemovedDevices } from './devices/removed-devices.ts';
import { Reporter } from './devices/reporter.ts';
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
    const embedded = settings.broker && (await openBroker(settings.broker, users, context));

    const reporter = new Reporter(context);
    const removed = new RemovedDevices(context);
    await removed.load();
    const registry = new DeviceRegistry({ context, reporter, removed, forgetAfterMs: settings.forgetAfterMs });
    const engine = new TemplateEngine();
    const mappings = new Mappings(context);
    await mappings.load();
    const openers: (() => Connection)[] = [
      ...(embedded ? [() => new BrokerConnection(embedded.broker)] : []),
      ...settings.brokers.map((broker) => () => new ClientConnection(broker, context)),
    ];
    const connections = openers.map((open) => open());
    const brokers = connections.map(({ name }) => name);
    const links = connections.map(
      (connection) => new BrokerLink(connection, settings, { context, registry, reporter, engine, mappings, brokers }),
    );
    const heard = openers.map(
      (open, at) => new HeardTopics({ broker: brokers[at] ?? '', open, isUsed: (topic) => links[at]?.isUsed(topic) ?? false }),
    );
    for (const link of links) link.start();

    return {
      ...(embedded && { endpoints: { mqtt: embedded.url } }),
      async command(command) {
        const device = registry.get(command.device);
        if (!device?.isDescribed) throw new DeviceOfflineError('the device has not announced itself since the start');
        return device.command(command);
      },
      async adopt(key) {
        const device = await registry.adopt(key);
        for (const link of links) if (link.connection === device.connection) link.askAgain(device);
        return { devices: [key] };
      },
      remove: (key) => registry.remove(key),
      actions: {
        addBrokerUser: async ({ name, password, topics }) => {
          const user = await users.add(String(name), password as string | undefined, topics as readonly string[] | undefined);
          // Who is connected came in with the password of before, and has subscribed with the rights of before.
          embedded?.broker.disconnect(user.name);
          return user;
        },
        removeBrokerUser: async ({ name }) => {
          const removed = await users.remove(String(name));
          if (removed) embedded?.broker.disconnect(String(name));
          return { removed };
        },
        listBrokerUsers: async () => ({ users: users.list() }),
        permitJoin: async ({ seconds }) => {
          const bridges = links.reduce((sum, link) => sum + link.permitJoin(Number(seconds)), 0);
          if (bridges === 0) throw new DeviceOfflineError('no Zigbee2MQTT has been heard of');
          return { bridges };
        },
        ...mappingActions({ mappings, engine, heard }),
      },
      async stop() {
        registry.stop();
        await Promise.all(heard.map((one) => one.stop()));
        await Promise.all(links.map((link) => link.stop()));
        await embedded?.broker.stop();
      },
    };
  },
});

/** Room for thousands of products; the list of a large Zigbee network is about a megabyte. */
const retainedLimits = { messageBytes: maxPayloadBytes, totalBytes: 32 * 1024 * 1024 };

/** Undefined where the address can't be had: the brokers elsewhere still work, and the owner is told. */
async function openBroker(address: ListenAddress, users: BrokerUsers, context: PluginContext) {
  const retained = new RetainedMessages(context, retainedLimits);
  await retained.load();
  const broker = new EmbeddedBroker(users, retained, context);
  try {
    const port = await broker.start(address);
    const host = address.host === '0.0.0.0' || address.host === '::' ? '127.0.0.1' : address.host;
    return { broker, url: `mqtt://${host.includes(':') ? `[${host}]` : host}:${port}` };
  } catch (error) {
    await broker.stop();
    const message = `the embedded broker can't listen on ${address.host}:${address.port}: ${messageOf(error)}`;
    context.log.error(message);
    context.diagnose({ code: 'broker-port-in-use', message, place: `${address.host}:${address.port}` });
    return undefined;
  }
}
