import { derivedId, type Event, type EventOf, keyOf, stateEvent, topicOf } from '@hormesis/events';
import type { EventLog, Position } from '@hormesis/log';
import { EVENT_LOG } from '@hormesis/platform';
import { count, record } from '@hormesis/telemetry';
import { Inject, Injectable } from '@nestjs/common';
import { type Episode, episode } from '../see-recovery/episode.js';
import { anomalyStatement, clearedStatement, SENTINEL_SOURCE, subjectOf } from './anomaly-statement.js';
import type { Noticed } from './partition-watch.js';

/** The window that decided; none where the clock did. */
export type DecidedBy = { event: Event; position: Position };
/** Something got worse, or an episode is over. */
export type Decided = { by?: DecidedBy } & ({ noticed: Noticed } | { over: Episode; at: number });

/** Puts what was decided on the log. The same window decides the same event again, which counts once. */
@Injectable()
export class StateAnomalies {
  constructor(@Inject(EVENT_LOG) private readonly log: EventLog) {}

  /** Answers the episodes that began. */
  async state(decided: readonly Decided[]): Promise<Episode[]> {
    const events = decided.map((each) =>
      'noticed' in each ? detected(each.noticed, each.by) : cleared(each),
    );
    const [first] = events;
    if (!first) return [];
    await this.log.append(
      topicOf(first),
      events.map((event) => ({ key: keyOf(event), event })),
    );
    return decided.flatMap((each, n) => {
      const event = events[n];
      return 'noticed' in each && event ? [begun(each.noticed, event.id)] : [];
    });
  }
}

function detected(noticed: Noticed, by: DecidedBy | undefined): EventOf<'anomaly.detected'> {
  count('hormesis.sentinel.anomalies', 1, { method: noticed.method });
  record('hormesis.sentinel.delay', Math.max(0, (noticed.at - noticed.onset) / 1_000), {
    method: noticed.method,
  });
  return stateEvent(
    anomalyStatement(noticed),
    envelope(derivedId('anomaly', subjectOf(noticed)), noticed.at, by),
  );
}

function cleared({
  over,
  at,
  by,
}: {
  over: Episode;
  at: number;
  by?: DecidedBy;
}): EventOf<'anomaly.cleared'> {
  return stateEvent(clearedStatement(over), envelope(derivedId('cleared', over.subject), at, by));
}

function envelope(id: string, at: number, by: DecidedBy | undefined) {
  return {
    source: SENTINEL_SOURCE,
    id,
    time: new Date(at).toISOString(),
    recordedTime: new Date().toISOString(),
    actor: { kind: 'system', id: 'sentinel' },
    ...(by ? { causationId: by.event.id } : {}),
  } as const;
}

function begun(noticed: Noticed, eventId: string): Episode {
  const { service, environment, metric, changeId = null, before, method, evidence } = noticed;
  return episode(
    { subject: subjectOf(noticed), service, environment, metric, eventId, changeId, before },
    { method, lift: Number(evidence.lift) || 2, dispersion: Number(evidence.dispersion) || 1 },
  );
}
