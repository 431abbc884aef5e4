import type { AttributionCandidate, IncidentSummary, Watch } from '@hormesis/api';

type Suspect = Pick<NonNullable<AttributionCandidate['change']>, 'eventId' | 'kind' | 'subject'>;

/** Whether a watch is of the change: the same step of it, or another step of the same flag. */
export function concernsChange({ change }: Pick<Watch, 'change'>, suspect: Suspect): boolean {
  if (change.eventId === suspect.eventId) return true;
  return suspect.kind === 'flag' && change.kind === 'flag' && change.subject === suspect.subject;
}

/** The id of the incident that is attributed to the watched change. */
export function incidentOf(
  watch: Pick<Watch, 'change'>,
  incidents: readonly Pick<IncidentSummary, 'id' | 'attributedTo'>[],
): string | undefined {
  return incidents.find(
    ({ attributedTo }) => attributedTo?.change && concernsChange(watch, attributedTo.change),
  )?.id;
}
