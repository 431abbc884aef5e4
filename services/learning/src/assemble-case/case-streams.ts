import { Database } from '@hormesis/database';
import { type CaseRecord, type CaseStatement, caseDecider } from '@hormesis/learning';
import { CLOCK, type Clock, EVENT_LOG, type EventLog } from '@hormesis/platform';
import { Streams } from '@hormesis/streams';
import { Inject, Injectable } from '@nestjs/common';

/** One stream for the case of each incident. */
@Injectable()
export class CaseStreams extends Streams<CaseRecord, CaseStatement> {
  constructor(database: Database, @Inject(EVENT_LOG) log: EventLog, @Inject(CLOCK) clock: Clock) {
    super(database, log, caseDecider, { source: '/hormesis/learning', now: () => clock.now() });
  }
}
