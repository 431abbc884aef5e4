import { Database } from '@hormesis/database';
import { type MarkState, type MarkStatement, markDecider } from '@hormesis/incident';
import { CLOCK, type Clock, EVENT_LOG, type EventLog } from '@hormesis/platform';
import { Streams } from '@hormesis/streams';
import { Inject, Injectable } from '@nestjs/common';
import { GUARDIAN_SOURCE } from './guardian-source.js';

/** One stream a thing that can be marked as not to be rolled back. */
@Injectable()
export class MarkStreams extends Streams<MarkState, MarkStatement> {
  constructor(db: Database, @Inject(EVENT_LOG) log: EventLog, @Inject(CLOCK) clock: Clock) {
    super(db, log, markDecider, { source: GUARDIAN_SOURCE, now: () => clock.now() });
  }
}
