import { Database } from '@hormesis/database';
import { type PolicyState, type PolicyStatement, policyDecider } from '@hormesis/incident';
import { CLOCK, type Clock, EVENT_LOG, type EventLog } from '@hormesis/platform';
import { Streams } from '@hormesis/streams';
import { Inject, Injectable } from '@nestjs/common';
import { GUARDIAN_SOURCE } from './guardian-source.js';

/** One stream a scope: a service and an environment, or `*`. */
@Injectable()
export class PolicyStreams extends Streams<PolicyState, PolicyStatement> {
  constructor(db: Database, @Inject(EVENT_LOG) log: EventLog, @Inject(CLOCK) clock: Clock) {
    super(db, log, policyDecider, { source: GUARDIAN_SOURCE, now: () => clock.now() });
  }
}
