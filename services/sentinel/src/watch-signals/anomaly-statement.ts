import { derivedId, type StatementOf } from '@hormesis/events';
import type { Episode } from '../see-recovery/episode.js';
import type { Noticed } from './partition-watch.js';

/** `source` of the events that the sentinel states. */
export const SENTINEL_SOURCE = '/hormesis/sentinel';

/** What the sentinel says of something that got worse. */
export function anomalyStatement(noticed: Noticed): StatementOf<'anomaly.detected'> {
  const { service, environment, metric, onset, method, evidence, change } = noticed;
  return {
    name: 'anomaly.detected',
    subject: subjectOf(noticed),
    data: {
      service: { id: service },
      environment: { id: environment },
      metric,
      onset: new Date(onset).toISOString(),
      method,
      severity: 'critical',
      summary: summaryOf(noticed),
      ...(change ? { change: { id: change.eventId, source: change.source } } : {}),
      evidence,
    },
  };
}

/** What the sentinel says when it is over. */
export function clearedStatement({
  subject,
  service,
  environment,
  metric,
}: Episode): StatementOf<'anomaly.cleared'> {
  return {
    name: 'anomaly.cleared',
    subject,
    data: { service: { id: service }, environment: { id: environment }, metric },
  };
}

/** One name for one episode: where, of what, and since when. */
export function subjectOf({ service, environment, metric, changeId, at }: Noticed): string {
  return `sentinel-${derivedId(service, environment, metric, changeId ?? '', String(at)).slice(0, 13)}`;
}

function summaryOf({ metric, evidence, change }: Noticed): string {
  const lift = Number(evidence.lift);
  const times =
    lift >= 1.05 ? `${lift < 10 ? lift.toFixed(1) : Math.round(lift)} times as bad` : 'worse than usual';
  return `${metric} ${times}${change ? ` since ${change.summary}` : ''}`.slice(0, 200);
}
