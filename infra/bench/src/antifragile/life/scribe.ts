import {
  derivedId,
  type Event,
  type EventName,
  type EventOf,
  type StatementOf,
  stateEvent,
} from '@hormesis/events';

type About = {
  source: string;
  at: number;
  by?: { id: string } | undefined;
  correlationId?: string | undefined;
};

/** Writes the fleet’s events down, with ids that are the same for the same life. */
export class Scribe {
  readonly events: Event[] = [];

  constructor(private readonly life: string) {}

  write<Name extends EventName>(
    statement: StatementOf<Name>,
    { source, at, by, correlationId }: About,
  ): EventOf<Name> {
    const event = stateEvent(statement, {
      id: derivedId(this.life, String(this.events.length)),
      source,
      time: new Date(at).toISOString(),
      actor: { kind: 'system', id: source.slice(1) },
      ...(by ? { causationId: by.id } : {}),
      ...(correlationId ? { correlationId } : {}),
    });
    this.events.push(event as Event);
    return event;
  }
}
