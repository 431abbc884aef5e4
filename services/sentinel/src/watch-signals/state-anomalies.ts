import { derivedId, type Event, keyOf, stateEvent, topicOf } from '@hormesis/events';
import type { EventLog, Position } from '@hormesis/log';
import { EVENT_LOG } from '@hormesis/platform';
import { count, record } from '@hormesis/telemetry';
import { Inject, Injectable } from '@nestjs/common';
import { anomalyStatement, SENTINEL_SOURCE, subjectOf } from './anomaly-statement.js';
import type { Noticed } from './partition-watch.js';

/** What was noticed, and the window that decided it; none where the clock did. */
export type Decided = { noticed: Noticed; by?: { event: Event; position: Position } };

/** Puts what was noticed on the log. The same window decides the same event again, which counts once. */
@Injectable()
export class StateAnomalies {
  constructor(@Inject(EVENT_LOG) private readonly log: EventLog) {}

  async state(decided: readonly Decided[]): Promise<void> {
    const events = decided.map(({ noticed, by }) =>
      stateEvent(anomalyStatement(noticed), {
        source: SENTINEL_SOURCE,
        id: derivedId('anomaly', by ? placeOf(by.position) : '', subjectOf(noticed)),
        time: new Date(noticed.at).toISOString(),
        recordedTime: new Date().toISOString(),
        actor: { kind: 'system', id: 'sentinel' },
        ...(by ? { causationId: by.event.id } : {}),
      }),
    );
    const [first] = events;
    if (!first) return;
    await this.log.append(
      topicOf(first),
      events.map((event) => ({ key: keyOf(event), event })),
    );
    for (const { noticed } of decided) {
      count('hormesis.sentinel.anomalies', 1, { method: noticed.method });
      record('hormesis.sentinel.delay', Math.max(0, (Date.now() - noticed.onset) / 1_000), {
        method: noticed.method,
      });
    }
  }
}

function placeOf({ topic, partition, offset }: Position): string {
  return `${topic}/${partition}/${offset}`;
}
