import type { Envelope } from '../envelope/event.js';
import type { Principal } from '../envelope/principal.js';
import type { Attributes } from './attributes.js';

const authTypes = { person: 'user', agent: 'service_account', system: 'system' } as const;
const kinds = new Map<string, Principal['kind']>([
  ['user', 'person'],
  ['service_account', 'agent'],
  ['system', 'system'],
]);

const named = {
  recordedtime: 'recordedTime',
  correlationid: 'correlationId',
  causationid: 'causationId',
  traceparent: 'traceparent',
  tracestate: 'tracestate',
  partitionkey: 'partitionKey',
} as const satisfies Record<string, keyof Envelope>;

const core = new Set([
  'specversion',
  'id',
  'source',
  'type',
  'subject',
  'time',
  'datacontenttype',
  'dataschema',
]);

type Extended = Pick<Envelope, (typeof named)[keyof typeof named] | 'actor' | 'extensions'>;

/** The extension attributes, as the envelope holds them. Those without a field of their own are kept as they are. */
export function extendedOf(attributes: Attributes): Extended {
  const extended: Extended = {};
  const rest: Record<string, string> = {};
  const actor = actorOf(attributes);
  for (const [name, value] of Object.entries(attributes)) {
    if (core.has(name) || (actor && actorAttributes.has(name))) continue;
    if (Object.hasOwn(named, name)) extended[named[name as keyof typeof named]] = value;
    else rest[name] = value;
  }
  if (actor) extended.actor = actor;
  if (Object.keys(rest).length > 0) extended.extensions = rest;
  return extended;
}

/** The reverse of {@link extendedOf}: puts the attributes beside those that are there. */
export function putExtensionAttributes(envelope: Extended, attributes: Record<string, string>): void {
  const { extensions, recordedTime, correlationId, causationId, actor } = envelope;
  if (extensions !== undefined) Object.assign(attributes, extensions);
  if (recordedTime !== undefined) attributes.recordedtime = recordedTime;
  if (correlationId !== undefined) attributes.correlationid = correlationId;
  if (causationId !== undefined) attributes.causationid = causationId;
  if (envelope.traceparent !== undefined) attributes.traceparent = envelope.traceparent;
  if (envelope.tracestate !== undefined) attributes.tracestate = envelope.tracestate;
  if (envelope.partitionKey !== undefined) attributes.partitionkey = envelope.partitionKey;
  if (actor !== undefined) putActor(actor, attributes);
}

function putActor(actor: Principal, attributes: Record<string, string>): void {
  attributes.authtype = authTypes[actor.kind];
  attributes.authid = actor.id;
  if (actor.onBehalfOf !== undefined) attributes.onbehalfof = actor.onBehalfOf;
  if (actor.credential !== undefined) attributes.credentialid = actor.credential;
}

const actorAttributes = new Set(['authtype', 'authid', 'onbehalfof', 'credentialid']);

function actorOf(attributes: Attributes): Principal | undefined {
  const kind = kindOf(attributes.authtype ?? '');
  const id = attributes.authid;
  if (kind === undefined || id === undefined) return undefined;
  const onBehalfOf = attributes.onbehalfof;
  const credential = attributes.credentialid;
  return {
    kind,
    id,
    ...(onBehalfOf === undefined ? {} : { onBehalfOf }),
    ...(credential === undefined ? {} : { credential }),
  };
}

/** The kind of principal that an `authtype` stands for, if we know it. */
export function kindOf(authType: string): Principal['kind'] | undefined {
  return kinds.get(authType);
}
