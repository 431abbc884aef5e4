import type { Principal } from './principal.js';

/** An instant in RFC 3339, as its author wrote it (offset and fraction of a second kept). */
export type Instant = string;

/** What every event carries, whatever it says. Names follow CloudEvents 1.0 and its extensions. */
export type Envelope = {
  /** With `source` the identity: the same pair is the same event, however often it is sent. */
  id: string;
  source: string;
  /** When it happened, by its author's clock. */
  time: Instant;
  /** When we knew (`recordedtime`); set by the intake, or by whoever decides the event. */
  recordedTime?: Instant;
  /** Ties the events of one story together; for all that belongs to an incident it is the incident's id. */
  correlationId?: string;
  /** The id of the event that caused this one. */
  causationId?: string;
  actor?: Principal;
  /** W3C trace context of the trace in which the event began. */
  traceparent?: string;
  tracestate?: string;
  /** The key under which the event stands on the log; events of one key keep their order. */
  partitionKey?: string;
  /** CloudEvents extensions that we do not interpret, as text (`true`, `5`): the same in every mode. */
  extensions?: Readonly<Record<string, string>>;
  /** Media type of `data`; absent: `application/json`. Known types are always JSON. */
  dataContentType?: string;
  /** `dataschema` of a type that we only keep. */
  dataSchema?: string;
  /** What a CDEvent says beside id, source, time, content and our additions; kept, not interpreted. */
  cdevent?: CdEventExtras;
};

export type CdEventExtras = {
  schemaUri?: string;
  chainId?: string;
  links?: readonly unknown[];
  /** `subject.source`: where the subject lives, if not at the event's source. */
  subjectSource?: string;
};

/**
 * An event as the code sees it. `name` is `<subject>.<predicate>` for a known type (`service.deployed`) and the
 * full type for one we only keep; `data` is the CDEvents content together with our additions (`customData`). Of a type
 * that we only keep it is what was sent: a JSON value, a text, `{ base64 }` for other bytes, or `null` for nothing.
 */
export type Event<Name extends string = string, Data = unknown> = Envelope & {
  name: Name;
  /** The full type, version included: `dev.cdevents.service.deployed.0.3.0`. */
  type: string;
  /** The id of the thing the event is about (CDEvents `subject.id`); empty if a kept type names none. */
  subject: string;
  data: Data;
};

/** An event before the envelope is put on: what a decider or an emitter states. */
export type Statement<Name extends string = string, Data = unknown> = {
  name: Name;
  subject: string;
  data: Data;
};
