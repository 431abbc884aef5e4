import { type DataOf, type EventOf, isEvent, isOurs } from '@hormesis/events';
import { type Position, topics } from '@hormesis/log';
import {
  compareStamps,
  instant,
  integer,
  json,
  number,
  oneOf,
  projection,
  type Stamp,
  stampOf,
  text,
} from '@hormesis/projection';

type DrillFactName = 'drill.requested' | 'drill.started' | 'drill.ended';
type DrillFact = Stamp &
  { [Name in DrillFactName]: { name: Name; data: DataOf<Name>; by: string | null } }[DrillFactName];

/** One row a drill: what was injected on purpose, and how it went. */
export const drill = projection({
  name: 'drill',
  version: 1,
  from: [topics.incidents],
  table: 'read.drill',
  by: { id: text },
  key: (event) =>
    isEvent(event, 'drill.requested', 'drill.started', 'drill.ended') && isOurs(event)
      ? { id: event.subject }
      : null,
  columns: {
    state: oneOf('requested', 'running', 'finished', 'stopped', 'failed'),
    fingerprint: text.nullable,
    incident: text.nullable,
    service: text,
    environment: text,
    failure: text.nullable,
    seconds: integer.nullable,
    intensity: number.nullable,
    requestedAt: instant.nullable,
    requestedBy: text.nullable,
    startedAt: instant.nullable,
    endedAt: instant.nullable,
    reason: text.nullable,
    facts: json<readonly DrillFact[]>(),
  },
  on: { 'drill.requested': learned, 'drill.started': learned, 'drill.ended': learned },
});

type Known = { facts: readonly DrillFact[] };

function learned(row: Known | undefined, event: EventOf<DrillFactName>, position: Position) {
  const { name, data, actor } = event;
  const fact = { name, data, by: actor?.id ?? null, ...stampOf(event, position) } as DrillFact;
  const facts = [...(row?.facts ?? []), fact].sort(compareStamps);
  return { ...fold(facts), facts };
}

/** A drill is requested, started and ended once: its order needs no clock. */
function fold(facts: readonly DrillFact[]) {
  const requested = facts.find((fact) => fact.name === 'drill.requested');
  const started = facts.find((fact) => fact.name === 'drill.started');
  const ended = facts.find((fact) => fact.name === 'drill.ended');
  const { service, environment } = (facts[0] as DrillFact).data;
  return {
    service: service.id,
    environment: environment.id,
    state: ended?.data.outcome ?? (started ? ('running' as const) : ('requested' as const)),
    fingerprint: requested?.data.fingerprint ?? null,
    incident: requested?.data.incident ?? null,
    failure: requested?.data.failure ?? null,
    seconds: requested?.data.seconds ?? null,
    intensity: requested?.data.intensity ?? null,
    requestedAt: requested?.eventTime ?? null,
    requestedBy: requested ? (requested.by ?? 'unknown') : null,
    startedAt: started?.data.at ?? null,
    endedAt: ended?.eventTime ?? null,
    reason: ended?.data.reason ?? null,
  };
}
