import { fragment, type Fragment } from '../../../devices/fragment.ts';
import type { PartListener } from '../../../devices/part.ts';
import { pythonText } from '../../../templates/python-text.ts';
import type { Message } from '../../../topics/message.ts';
import { refuse, type Entity } from '../entity.ts';
import type { PartDraft } from '../part-draft.ts';

const maxUrl = 2048;

/**
 * `camera`: pictures on a topic. A picture is no value (the capability's own rule: media never goes through one), so what is kept is that
 * and when one came, and of what kind it is.
 */
export function cameraPart(entity: Entity): PartDraft {
  entity.requiredTopic('topic');
  const target = stillCamera(entity);
  return { ...still(target, 'image/jpeg'), listeners: pictures(entity, 'topic', target) };
}

/** `image`: the same, or the address of a picture. Nobody fetches it: the hub calls no address that a product names. */
export function imagePart(entity: Entity): PartDraft {
  const [hasImage, hasUrl] = [entity.has('image_topic'), entity.has('url_topic')];
  if (hasImage === hasUrl) refuse(hasImage ? 'image_topic and url_topic exclude each other' : 'image_topic and url_topic are missing');
  const target = stillCamera(entity);
  if (hasImage)
    return { ...still(target, entity.text('content_type') ?? 'image/jpeg'), listeners: pictures(entity, 'image_topic', target) };
  const address = entity.generic('genericText', { name: `${entity.objectId}_url`, value: { writable: false } });
  return {
    ...still(target),
    fragments: [target, address],
    listeners: entity.listen('url_topic', 'url_template', (value, reporter, { retained }) => {
      const url = pythonText(value).trim();
      if (url === '' || url === 'None') return;
      if (url.length > maxUrl || !/^https?:$/.test(protocolOf(url))) return entity.bad(url.slice(0, 100), 'not the address of a picture');
      reporter.set(address, 'value', url);
      if (!retained) reporter.set(target, 'snapshotAt', new Date().toISOString());
    }),
  };
}

function stillCamera(entity: Entity): Fragment {
  return fragment({ capability: 'camera', attributes: { snapshotAt: entity.describe(), streams: entity.describe() } });
}

function still(target: Fragment, contentType?: string) {
  const stream = { id: 'still', kind: 'image', ...(contentType !== undefined && { codec: contentType.slice(0, 255) }) };
  return { kind: 'camera', fragments: [target], constants: [{ fragment: target, attribute: 'streams', value: [stream] }] };
}

function pictures(entity: Entity, topicName: string, target: Fragment): PartListener[] {
  const isBase64 = entity.text('image_encoding') === 'b64';
  return entity.listenRaw(topicName, (message, reporter) => {
    if (message.payload.length === 0) return;
    if (isBase64 && !looksLikeBase64(message))
      return entity.bad(message.payload.length, 'a picture that is not base64, of this many bytes');
    // When the broker got what it kept, nobody knows.
    if (!message.retained) reporter.set(target, 'snapshotAt', new Date().toISOString());
  });
}

/** The first kilobyte tells; the picture itself is used by nobody here. */
function looksLikeBase64({ payload }: Message): boolean {
  return /^[A-Za-z0-9+/=\s]+$/.test(payload.subarray(0, 1024).toString('latin1'));
}

function protocolOf(url: string): string {
  return URL.canParse(url) ? new URL(url).protocol : '';
}
