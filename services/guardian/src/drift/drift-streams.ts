import { Database } from '@hormesis/database';
import { type Drift, type DriftStatement, driftDecider } from '@hormesis/executors';
import { CLOCK, type Clock, EVENT_LOG, type EventLog } from '@hormesis/platform';
import { Streams } from '@hormesis/streams';
import { Inject, Injectable } from '@nestjs/common';
import { GUARDIAN_SOURCE } from '../streams/guardian-source.js';

/** One stream an action that Git does not know of yet. */
@Injectable()
export class DriftStreams extends Streams<Drift, DriftStatement> {
  constructor(db: Database, @Inject(EVENT_LOG) log: EventLog, @Inject(CLOCK) clock: Clock) {
    super(db, log, driftDecider, { source: GUARDIAN_SOURCE, now: () => clock.now() });
  }

  /** All that was ever open, the newest first. */
  async list(): Promise<Drift[]> {
    const all = [...(await this.loadAll()).values()].map(({ state }) => state);
    return all.sort((a, b) => Date.parse(b.since ?? '') - Date.parse(a.since ?? ''));
  }

  async open(): Promise<Drift[]> {
    return (await this.list()).filter(({ phase }) => phase === 'open');
  }
}
