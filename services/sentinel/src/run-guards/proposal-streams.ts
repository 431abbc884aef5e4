import { Database } from '@hormesis/database';
import { type Proposal, type ProposalStatement, proposalDecider } from '@hormesis/learning';
import { CLOCK, type Clock, EVENT_LOG, type EventLog } from '@hormesis/platform';
import { Streams } from '@hormesis/streams';
import { Inject, Injectable } from '@nestjs/common';
import { SENTINEL_SOURCE } from '../watch-signals/anomaly-statement.js';

/** The streams of the proposals, under the same rules as the learning service keeps. */
@Injectable()
export class ProposalStreams extends Streams<Proposal, ProposalStatement> {
  constructor(database: Database, @Inject(EVENT_LOG) log: EventLog, @Inject(CLOCK) clock: Clock) {
    super(database, log, proposalDecider, { source: SENTINEL_SOURCE, now: () => clock.now() });
  }
}
