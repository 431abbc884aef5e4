import { Database } from '@hormesis/database';
import { type Flag, type FlagStatement, flagDecider } from '@hormesis/flags';
import type { EventLog } from '@hormesis/log';
import { CLOCK, type Clock, EVENT_LOG } from '@hormesis/platform';
import { Streams } from '@hormesis/streams';
import { Inject, Injectable } from '@nestjs/common';

/** The streams of our flags, `flag-<key>`. What is not written there is not a flag of ours. */
@Injectable()
export class FlagStreams extends Streams<Flag, FlagStatement> {
  constructor(database: Database, @Inject(EVENT_LOG) log: EventLog, @Inject(CLOCK) clock: Clock) {
    super(database, log, flagDecider, { source: '/hormesis/flags', now: () => clock.now() });
  }
}
