import type { Driver, Match } from '../driver.ts';
import type { Service } from '../discovery/service.ts';
import { readDeviceInfo, keyOfMac } from './device-info.ts';
import { httpRpc } from './http-rpc.ts';
import { ShellySession } from './session.ts';

/** `shellyplugsg3-a8032abe54dc`: the model and the hardware address. */
const idPattern = /^shelly.*-([0-9a-f]{12})$/i;

const nothing = { type: 'object', properties: {}, additionalProperties: false };
const perhapsPassword = {
  type: 'object',
  properties: {
    password: {
      type: 'string',
      title: 'Password',
      description: 'The one set in the device’s own page, if there is one.',
      minLength: 1,
      maxLength: 256,
      format: 'password',
    },
  },
  additionalProperties: false,
};
const password = { ...perhapsPassword, required: ['password'] };

/** Shelly products of the second generation and later. */
export const shelly: Driver = {
  id: 'shelly',
  ports: [80],
  form: perhapsPassword,

  recognise({ type, name, txt }: Service): Match | undefined {
    const mac = idPattern.exec(name)?.[1]?.toLowerCase();
    const generation = Number(txt.get('gen') ?? (type === '_shelly._tcp' ? 2 : NaN));
    if (mac === undefined || !(type === '_shelly._tcp' || type === '_http._tcp') || !(generation >= 2)) return undefined;
    return {
      key: keyOfMac(mac),
      name,
      identifiers: [
        { type: 'mac', value: mac },
        { type: 'own', value: name.toLowerCase() },
      ],
    };
  },

  async inspect(address, { answerMs }) {
    const info = readDeviceInfo(await httpRpc(address, 'Shelly.GetDeviceInfo', { timeoutMs: answerMs }));
    return {
      form: info.needsPassword ? password : nothing,
      ...(info.name !== undefined && { name: info.name }),
      ...(info.app !== undefined && { model: info.app }),
    };
  },

  open: (opening) => ShellySession.open(opening),
};
