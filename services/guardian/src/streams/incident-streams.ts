import { Database } from '@hormesis/database';
import { type Incident, type IncidentStatement, incidentDecider } from '@hormesis/incident';
import { CLOCK, type Clock, EVENT_LOG, type EventLog } from '@hormesis/platform';
import { Streams } from '@hormesis/streams';
import { Inject, Injectable } from '@nestjs/common';
import { GUARDIAN_SOURCE } from './guardian-source.js';

/** One stream an incident. */
@Injectable()
export class IncidentStreams extends Streams<Incident, IncidentStatement> {
  constructor(db: Database, @Inject(EVENT_LOG) log: EventLog, @Inject(CLOCK) clock: Clock) {
    super(db, log, incidentDecider, { source: GUARDIAN_SOURCE, now: () => clock.now() });
  }
}
