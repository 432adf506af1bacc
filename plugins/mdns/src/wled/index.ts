import { cleanMac } from '../catalogue/index.ts';
import type { Driver, Match } from '../driver.ts';
import type { Service } from '../discovery/service.ts';
import { getText } from '../network/http.ts';
import { parseObject } from '../untrusted/json.ts';
import { keyOfMac } from './key.ts';
import { WledSession } from './session.ts';
import { readState } from './state.ts';

const nothing = { type: 'object', properties: {}, additionalProperties: false };

/** LED strips and lamps that run WLED. */
export const wled: Driver = {
  id: 'wled',
  ports: [80],
  form: nothing,

  recognise({ type, name, txt }: Service): Match | undefined {
    const mac = cleanMac(txt.get('mac'));
    if (type !== '_wled._tcp' || mac === undefined) return undefined;
    return { key: keyOfMac(mac), name, identifiers: [{ type: 'mac', value: mac }] };
  },

  async inspect(address, { answerMs }) {
    const { name, product } = readState(parseObject(await getText(address, '/json/si', answerMs)));
    return { form: nothing, name, ...(product !== undefined && { model: product }) };
  },

  open: (opening) => WledSession.open(opening),
};
