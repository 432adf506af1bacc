/** How one or more operations are done (TD 1.1, section 5.3.4.2). `href` is relative to the description's `base`; the methods are HTTP's defaults. */
export interface Form {
  readonly href: string;
  readonly op: readonly string[];
  readonly contentType: 'application/json';
  readonly subprotocol?: 'sse' | 'longpoll';
  readonly additionalResponses?: readonly { readonly success: false; readonly contentType: 'application/problem+json' }[];
}

const json = 'application/json';
const problems = [{ success: false, contentType: 'application/problem+json' }] as const;

function once(href: string, ...op: string[]): Form {
  return { href, op, contentType: json, additionalResponses: problems };
}

/**
 * What is told as it happens. Server-sent events stand first, since they tell everything; by long polling, for consumers that can send no
 * token with those, what happens between two requests is not heard. `contentType` is that of each message.
 */
function streams(href: string, ...op: string[]): Form[] {
  return [
    { href, op, contentType: json, subprotocol: 'sse' },
    { href, op, contentType: json, subprotocol: 'longpoll' },
  ];
}

export function propertyForms(name: string, isWritable: boolean): Form[] {
  const href = `properties/${encodeURIComponent(name)}`;
  return [
    once(href, 'readproperty', ...(isWritable ? ['writeproperty'] : [])),
    ...streams(`${href}/observe`, 'observeproperty', 'unobserveproperty'),
  ];
}

export function actionForms(name: string): Form[] {
  return [once(`actions/${encodeURIComponent(name)}`, 'invokeaction')];
}

export function eventForms(name: string): Form[] {
  return streams(`events/${encodeURIComponent(name)}`, 'subscribeevent', 'unsubscribeevent');
}

/** What concerns all properties, or all events. */
export const thingForms: readonly Form[] = [
  once('properties', 'readallproperties', 'writemultipleproperties'),
  ...streams('observe', 'observeallproperties', 'unobserveallproperties'),
  ...streams('events', 'subscribeallevents', 'unsubscribeallevents'),
];
