import { derivedId, type EventOf, type StatementOf, stateEvent } from '@hormesis/events';
import { traceparentOf } from '@hormesis/telemetry';
import type { DecisionContext } from './context.js';

/** Makes events of the statements decided on one stream. */
export function putOnEnvelope<S extends StatementOf>(
  statements: readonly S[],
  stream: string,
  source: string,
  context: DecisionContext,
  now: Date,
): EventOf<S['name']>[] {
  const { actor, causation } = context;
  const recordedTime = now.toISOString();
  const correlationId = context.correlationId ?? causation?.correlationId;
  const traceparent = traceparentOf() ?? causation?.traceparent;
  return statements.map(
    (statement, index) =>
      stateEvent(statement, {
        ...derived(statement, index, stream, context),
        source,
        time: context.time ?? recordedTime,
        recordedTime,
        ...(correlationId === undefined ? {} : { correlationId }),
        ...(causation === undefined ? {} : { causationId: causation.id }),
        ...(actor === undefined ? {} : { actor }),
        ...(traceparent === undefined ? {} : { traceparent }),
      }) as EventOf<S['name']>,
  );
}

/** One cause may be reacted to on several streams, so the stream belongs into the id. */
function derived(
  statement: StatementOf,
  index: number,
  stream: string,
  { ids, causation }: DecisionContext,
): { id?: string } {
  const seed = ids === undefined ? causation && [causation.source, causation.id] : [ids];
  return seed === undefined ? {} : { id: derivedId(...seed, stream, statement.name, String(index)) };
}
