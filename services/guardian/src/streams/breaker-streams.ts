import { Database } from '@hormesis/database';
import { type BreakerState, type BreakerStatement, breakerDecider } from '@hormesis/incident';
import { CLOCK, type Clock, EVENT_LOG, type EventLog } from '@hormesis/platform';
import { Streams } from '@hormesis/streams';
import { Inject, Injectable } from '@nestjs/common';
import { GUARDIAN_SOURCE } from './guardian-source.js';

/** One stream a rule that has a cap. */
@Injectable()
export class BreakerStreams extends Streams<BreakerState, BreakerStatement> {
  constructor(db: Database, @Inject(EVENT_LOG) log: EventLog, @Inject(CLOCK) clock: Clock) {
    super(db, log, breakerDecider, { source: GUARDIAN_SOURCE, now: () => clock.now() });
  }
}
