import { Database } from '@hormesis/database';
import { type FreezeState, type FreezeStatement, freezeDecider } from '@hormesis/incident';
import { CLOCK, type Clock, EVENT_LOG, type EventLog } from '@hormesis/platform';
import { Streams } from '@hormesis/streams';
import { Inject, Injectable } from '@nestjs/common';
import { GUARDIAN_SOURCE } from './guardian-source.js';

/** One stream a freeze. */
@Injectable()
export class FreezeStreams extends Streams<FreezeState, FreezeStatement> {
  constructor(db: Database, @Inject(EVENT_LOG) log: EventLog, @Inject(CLOCK) clock: Clock) {
    super(db, log, freezeDecider, { source: GUARDIAN_SOURCE, now: () => clock.now() });
  }
}
