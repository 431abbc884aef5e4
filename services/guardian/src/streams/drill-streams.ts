import { Database } from '@hormesis/database';
import { type Drill, type DrillStatement, drillDecider } from '@hormesis/learning';
import { CLOCK, type Clock, EVENT_LOG, type EventLog } from '@hormesis/platform';
import { Streams } from '@hormesis/streams';
import { Inject, Injectable } from '@nestjs/common';
import { GUARDIAN_SOURCE } from './guardian-source.js';

/** One stream a drill. The learning service writes them; here they are read. */
@Injectable()
export class DrillStreams extends Streams<Drill, DrillStatement> {
  constructor(db: Database, @Inject(EVENT_LOG) log: EventLog, @Inject(CLOCK) clock: Clock) {
    super(db, log, drillDecider, { source: GUARDIAN_SOURCE, now: () => clock.now() });
  }
}
