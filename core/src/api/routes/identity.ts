import { Type } from 'typebox';
import { actorOf, type Access } from '../../access/index.ts';
import {
  Device,
  Id,
  LinkAnswer,
  LinkInput,
  LinkProposal,
  Replaced,
  ReplaceInput,
  Replacement,
  SourcePatch,
  TakenBack,
} from '../../home/index.ts';
import { principalOf } from '../authentication.ts';
import type { Api } from '../fastify.ts';
import { listOf, PageQuery, pageOf } from '../lists.ts';
import { IdParams, operation } from '../operations.ts';
import type { IdentityPart } from '../parts.ts';

const tag = 'Identity';
const config = { access: 'home.manage' } as const;
const SourceParams = Type.Object({ id: Id, source: Id }, { additionalProperties: false });

/** Which plugins' views are one product, and which product takes the place of another. */
export function identityRoutes(api: Api, identity: IdentityPart, { audit }: Access): void {
  api.get(
    '/link-proposals',
    {
      schema: {
        ...operation('listLinkProposals', tag, 'Pairs of devices that may be one product'),
        querystring: PageQuery,
        response: { 200: listOf(LinkProposal) },
      },
      config,
    },
    async ({ query }) => pageOf(identity.proposals(), query),
  );
  api.post(
    '/link-proposals/:id/answer',
    {
      schema: {
        ...operation('answerLinkProposal', tag, 'Says whether two devices are one product', 'The answer is kept, and not asked for again.'),
        params: IdParams,
        body: LinkAnswer,
        response: { 200: Type.Object({ devices: Type.Array(Device) }, { additionalProperties: false }) },
      },
      config,
    },
    async (request) => {
      const { answer } = request.body;
      const devices = identity.answer(request.params.id, answer);
      audit.record(actorOf(principalOf(request)), 'link-answered', request.params.id, { answer, devices: devices.map(({ id }) => id) });
      return { devices };
    },
  );
  api.post(
    '/devices/:id/sources',
    {
      schema: {
        ...operation('linkDevice', tag, 'Makes another device part of this one', 'Its id means this device from then on.'),
        params: IdParams,
        body: LinkInput,
        response: { 200: Device },
      },
      config,
    },
    async (request) => {
      const { id } = request.params;
      const device = identity.link(id, request.body.device);
      audit.record(actorOf(principalOf(request)), 'device-linked', id, { device: request.body.device });
      return device;
    },
  );
  api.patch(
    '/devices/:id/sources/:source',
    {
      schema: {
        ...operation(
          'changeSource',
          tag,
          'Says that a source is this product, or that it is to lead',
          'Of several sources of an attribute one leads. One that the hub linked by itself can not open or move what has a risk before.',
        ),
        params: SourceParams,
        body: SourcePatch,
        response: { 200: Device },
      },
      config,
    },
    async (request) => {
      const { id, source } = request.params;
      const device = identity.confirm(id, source, request.body);
      audit.record(actorOf(principalOf(request)), 'source-confirmed', id, { source, ...request.body });
      return device;
    },
  );
  api.delete(
    '/devices/:id/sources/:source',
    {
      schema: {
        ...operation('unlinkSource', tag, 'Makes a source a device of its own again', 'It has the id, name and room that it had before.'),
        params: SourceParams,
        response: { 200: Device },
      },
      config,
    },
    async (request) => {
      const { id, source } = request.params;
      const device = identity.unlink(id, source);
      audit.record(actorOf(principalOf(request)), 'device-unlinked', id, { device: device.id });
      return device;
    },
  );
  api.get(
    '/devices/:id/replacements',
    {
      schema: {
        ...operation('listReplacements', tag, 'Devices, and what each would lack in the place of this one'),
        params: IdParams,
        querystring: PageQuery,
        response: { 200: listOf(Replacement) },
      },
      config,
    },
    async ({ params, query }) => pageOf(identity.replacements(params.id), query),
  );
  api.post(
    '/devices/:id/replace',
    {
      schema: {
        ...operation(
          'replaceDevice',
          tag,
          'Puts another product in the place of this one',
          'Id, name, room, rules and history stay. The product that was there becomes a device of its own.',
        ),
        params: IdParams,
        body: ReplaceInput,
        response: { 200: Replaced },
      },
      config,
    },
    async (request) => {
      const { id } = request.params;
      const { by, anyway = false } = request.body;
      const replaced = identity.replace(id, by, anyway);
      audit.record(actorOf(principalOf(request)), 'device-replaced', id, { by, retired: replaced.retired.id });
      return replaced;
    },
  );
  api.post(
    '/devices/:id/replace/undo',
    {
      schema: {
        ...operation(
          'takeBackDevice',
          tag,
          'Undoes the last replacement of this device',
          'The product that was there has its place again, and the one that took it is the device that it was, with what it recorded.',
        ),
        params: IdParams,
        response: { 200: TakenBack },
      },
      config,
    },
    async (request) => {
      const { id } = request.params;
      const back = identity.takeBack(id);
      audit.record(actorOf(principalOf(request)), 'device-taken-back', id, { by: back.by.id });
      return back;
    },
  );
}
