import { type EventOf, isEvent } from '@hormesis/events';
import { at, isIn, placeOfIncident } from './place.js';

export type IncidentAnomalies = {
  /** The anomaly that the incident was opened for. */
  first: EventOf<'anomaly.detected'> | undefined;
  /** The last clearing of each of its anomalies that is clear, by time. */
  clearings: readonly EventOf<'anomaly.cleared'>[];
  /** Every anomaly that it names is clear. */
  allClear: boolean;
};

/**
 * The anomalies of an incident, by the service, the environment and the incident’s time: not those of another place,
 * nor those of an earlier or later incident, though they have the same ids.
 *
 * @param own the incident's own events, and
 * @param events all that are known; both by time
 */
export function anomaliesOf(
  detected: EventOf<'incident.detected'>,
  own: readonly EventOf[],
  events: readonly EventOf[],
): IncidentAnomalies {
  const here = events.filter((event) => isIn(placeOfIncident(detected), event));
  const first = firstAnomaly(detected, here);
  const names = namedBy(detected, own);
  const from = Math.min(at(detected), first ? at(first) : at(detected));
  const until = takenOver(detected, names, here);
  const inTime = here.filter((event) => at(event) >= from && at(event) < until);
  const clear = [...names].map((name) => clearingOf(name, inTime));
  return {
    first,
    clearings: clear.filter((clearing) => clearing !== undefined).sort((a, b) => at(a) - at(b)),
    allClear: clear.length > 0 && clear.every((clearing) => clearing !== undefined),
  };
}

function firstAnomaly(detected: EventOf<'incident.detected'>, here: readonly EventOf[]) {
  const anomalies = here.filter((event) => isEvent(event, 'anomaly.detected'));
  return (
    anomalies.find(({ id }) => id === detected.causationId) ??
    anomalies.findLast((anomaly) => anomaly.subject === detected.data.anomaly && at(anomaly) <= at(detected))
  );
}

function namedBy(detected: EventOf<'incident.detected'>, own: readonly EventOf[]): Set<string> {
  const names = own.flatMap((event) => (isEvent(event, 'attribution.ranked') ? [event.data.anomaly] : []));
  return new Set([...(detected.data.anomaly === undefined ? [] : [detected.data.anomaly]), ...names]);
}

/** When a later incident took over one of the anomalies. */
function takenOver(
  detected: EventOf<'incident.detected'>,
  names: ReadonlySet<string>,
  here: readonly EventOf[],
): number {
  const later = here.find(
    (event) =>
      isEvent(event, 'incident.detected') &&
      event.subject !== detected.subject &&
      event.data.anomaly !== undefined &&
      names.has(event.data.anomaly) &&
      at(event) > at(detected),
  );
  return later ? at(later) : Number.POSITIVE_INFINITY;
}

/** Its last clearing, unless it was detected again after that. */
function clearingOf(name: string, events: readonly EventOf[]): EventOf<'anomaly.cleared'> | undefined {
  const last = events.findLast(
    (event): event is EventOf<'anomaly.detected' | 'anomaly.cleared'> =>
      isEvent(event, 'anomaly.detected', 'anomaly.cleared') && event.subject === name,
  );
  return last && isEvent(last, 'anomaly.cleared') ? last : undefined;
}
