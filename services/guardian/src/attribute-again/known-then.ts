import { type Change, changeOf, identityOf, withPreviousVersions } from '@hormesis/change';
import { type EventOf, isEvent } from '@hormesis/events';
import { type EventLog, topics } from '@hormesis/log';
import { EVENT_LOG } from '@hormesis/platform';
import { Inject, Injectable } from '@nestjs/common';
import { eventsKnownBetween } from './events-known-between.js';

type Ranking = EventOf<'attribution.ranked'>;

/** An anomaly was known at most this long before it was ranked, milliseconds. */
const WAITED_MS = 24 * 60 * 60_000;
/** So long before the onset changes are looked for, milliseconds. */
const LOOK_BACK_MS = 24 * 60 * 60_000;
/** Clocks of emitters and the log may differ by so much, milliseconds. */
const SKEW_MS = 60_000;

/** What was known when a ranking was made: read from the log, which forgets nothing that the rules went by. */
@Injectable()
export class KnownThen {
  constructor(@Inject(EVENT_LOG) private readonly log: EventLog) {}

  /** The anomaly that a ranking answered. */
  async anomalyOf(ranking: Ranking): Promise<EventOf<'anomaly.detected'> | undefined> {
    const until = knownAt(ranking) + SKEW_MS;
    const since = Math.min(Date.parse(ranking.time), until) - WAITED_MS;
    for await (const event of eventsKnownBetween(this.log, topics.incidents, since, until)) {
      if (event.id === ranking.causationId && isEvent(event, 'anomaly.detected')) return event;
    }
    return undefined;
  }

  /** The changes of its environment, and those of all, that were known by then. */
  async changesBefore(ranking: Ranking, { data }: EventOf<'anomaly.detected'>): Promise<Change[]> {
    const environment = data.environment.id;
    const until = knownAt(ranking);
    const since = Math.min(Date.parse(data.onset), until) - LOOK_BACK_MS;
    const changes = new Map<string, Change>();
    for await (const event of eventsKnownBetween(this.log, topics.changes, since, until)) {
      const change = changeOf(event);
      if (!change || (change.environment !== null && change.environment !== environment)) continue;
      changes.set(identityOf(change), change);
    }
    return withPreviousVersions([...changes.values()]);
  }
}

function knownAt({ recordedTime, time }: Ranking): number {
  return Date.parse(recordedTime ?? time);
}
