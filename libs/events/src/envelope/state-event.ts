import { catalogue, type EventName, type EventOf, type StatementOf } from '../catalogue/catalogue.js';
import { type EventDefinition, fullType } from '../catalogue/define-event.js';
import { issuesOf } from '../cdevents/issues-of.js';
import { withDefaults } from '../cdevents/with-defaults.js';
import { InvalidEvent } from '../codec/invalid-event.js';
import { uuidV7 } from '../identity/uuid-v7.js';
import type { Envelope, Instant } from './event.js';

export type StateOptions = Pick<
  Envelope,
  'source' | 'correlationId' | 'causationId' | 'actor' | 'traceparent' | 'tracestate' | 'partitionKey'
> & {
  /** Default: a new UUID of version 7. */
  id?: string;
  /** When it happened. Default: now. */
  time?: Instant;
  /** When we knew. Default: `time`. */
  recordedTime?: Instant;
};

/**
 * Puts the envelope on a statement. Throws {@link InvalidEvent} if its data is not what its type says, so that nobody
 * can decide what no reader could read.
 */
export function stateEvent<Name extends EventName>(
  statement: StatementOf<Name>,
  { id = uuidV7(), time = new Date().toISOString(), recordedTime = time, ...envelope }: StateOptions,
): EventOf<Name> {
  const definition: EventDefinition = catalogue[statement.name];
  return {
    name: statement.name,
    type: fullType(definition),
    subject: statement.subject,
    id,
    time,
    recordedTime,
    ...defined(envelope),
    data: checked(definition, statement.data),
  } as EventOf<Name>;
}

function checked({ content, custom }: EventDefinition, data: unknown): unknown {
  const parsed = content.safeParse(data);
  const parsedCustom = custom.safeParse(data);
  if (parsed.success && parsedCustom.success) {
    return withDefaults(defined(data as object), {
      ...(parsedCustom.data as object),
      ...(parsed.data as object),
    });
  }
  throw new InvalidEvent([
    ...(parsed.error ? issuesOf(parsed.error, 'data') : []),
    ...(parsedCustom.error ? issuesOf(parsedCustom.error, 'data') : []),
  ]);
}

/** Without the fields that are `undefined`: on the wire there is no such value. */
function defined<T extends object>(fields: T): T {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;
}
