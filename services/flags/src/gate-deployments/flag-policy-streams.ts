import { Database } from '@hormesis/database';
import { type FlagPolicy, type FlagPolicyStatement, flagPolicyDecider } from '@hormesis/flags';
import type { EventLog } from '@hormesis/log';
import { CLOCK, type Clock, EVENT_LOG } from '@hormesis/platform';
import { Streams } from '@hormesis/streams';
import { Inject, Injectable } from '@nestjs/common';

/** The streams of flag policies, `flagpolicy-<service>`; `flagpolicy-*` holds what holds for the others. */
@Injectable()
export class FlagPolicyStreams extends Streams<FlagPolicy, FlagPolicyStatement> {
  constructor(database: Database, @Inject(EVENT_LOG) log: EventLog, @Inject(CLOCK) clock: Clock) {
    super(database, log, flagPolicyDecider, { source: '/hormesis/flags', now: () => clock.now() });
  }
}
