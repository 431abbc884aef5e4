import { randomUUID } from 'node:crypto';
import type { Author } from '../fleet/cast.js';

/** A CloudEvent in structured JSON, as any emitter would write it. */
export type CloudEvent = Record<string, unknown> & { id: string; source: string; type: string };

export type EventParts = {
  type: string;
  source: string;
  subject: string;
  time: Date;
  content: Record<string, unknown>;
  custom?: Record<string, unknown>;
  author?: Author;
  /** Id of the incident the event belongs to. */
  correlationid?: string;
  causationid?: string;
  id?: string;
};

/** Puts a CDEvents 0.5.1 body into a CloudEvents envelope. */
export function cloudEvent(parts: EventParts): CloudEvent {
  const { type, source, subject, content, custom, author, correlationid, causationid } = parts;
  const id = parts.id ?? randomUUID();
  const time = parts.time.toISOString();
  return {
    specversion: '1.0',
    id,
    source,
    type,
    subject,
    time,
    datacontenttype: 'application/json',
    ...author,
    ...(correlationid ? { correlationid } : {}),
    ...(causationid ? { causationid } : {}),
    data: {
      context: { specversion: '0.5.1', id, source, type, timestamp: time },
      subject: { id: subject, content },
      ...(custom ? { customData: custom, customDataContentType: 'application/json' } : {}),
    },
  };
}
