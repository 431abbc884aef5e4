import { type DataOf, type EventOf, isEvent } from '@hormesis/events';

/** What says, beside the guards that fired, that an incident was one; see {@link confirmedBy}. */
export type ConfirmedBy = NonNullable<DataOf<'case.assembled'>['confirmedBy']>;

export type ToConfirm = {
  /** The incident’s own events, by time. */
  own: readonly EventOf[];
  /** All that was noticed in it. */
  anomalies: readonly EventOf<'anomaly.detected'>[];
  /** Whether users were measured to be harmed, clearly beyond what is normal. */
  harmed?: boolean | undefined;
};

/**
 * What says that an incident was one, beside the guards that fired; `null`: nothing does. A guard that fires opens an
 * incident of its own, so that there is one does not make the guard right. A drill, another detector, users that were
 * measured to be harmed, an action that was measured or judged to have helped, or what a person says of it does; that a
 * person took it does not. A person who last said `false alarm` is right, whatever else there is.
 */
export function confirmedBy({ own, anomalies, harmed = false }: ToConfirm): ConfirmedBy | null {
  const said = own.flatMap(wordsOfPerson).at(-1);
  if (said !== undefined && isFalseAlarm(said)) return null;
  if (anomalies.some(({ data }) => data.drill !== undefined)) return 'drill';
  if (anomalies.length === 0) return 'person';
  if (anomalies.some(({ data }) => data.guard === undefined)) return 'detector';
  if (said !== undefined || own.some((event) => isAskedByPerson(event, own))) return 'person';
  if (own.some((event) => isHelp(event))) return 'action';
  return harmed ? 'users' : null;
}

/** `False alarm: the load test of Tuesday`, in a note or as a resolution. */
export function isFalseAlarm(words: string): boolean {
  return /^\s*false[ -]alarm\b/i.test(words);
}

function wordsOfPerson(event: EventOf): string[] {
  if (event.actor?.kind !== 'person') return [];
  if (isEvent(event, 'incident.annotated')) return [event.data.note];
  return isEvent(event, 'incident.resolved') && event.data.resolution ? [event.data.resolution] : [];
}

/** An action that a person asked for, and that was done. */
function isAskedByPerson(event: EventOf, own: readonly EventOf[]): boolean {
  if (!isEvent(event, 'action.requested') || event.actor?.kind !== 'person') return false;
  return own.some((done) => isEvent(done, 'action.completed') && done.subject === event.subject);
}

/** That the guard itself fell silent after an action says nothing of the action. */
function isHelp(event: EventOf): boolean {
  if (isEvent(event, 'incident.recovered')) return event.data.method !== 'anomaly-cleared';
  return isEvent(event, 'action.judged') && event.data.by === 'person' && event.data.verdict === 'confirmed';
}
