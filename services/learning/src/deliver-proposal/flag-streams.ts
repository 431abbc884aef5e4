import { Database } from '@hormesis/database';
import { type Flag, type FlagStatement, flagDecider } from '@hormesis/flags';
import { CLOCK, type Clock, EVENT_LOG, type EventLog } from '@hormesis/platform';
import { Streams } from '@hormesis/streams';
import { Inject, Injectable } from '@nestjs/common';

/** The streams of the built-in flags, under the same rules as the flags service keeps. */
@Injectable()
export class FlagStreams extends Streams<Flag, FlagStatement> {
  constructor(db: Database, @Inject(EVENT_LOG) log: EventLog, @Inject(CLOCK) clock: Clock) {
    super(db, log, flagDecider, { source: '/hormesis/learning', now: () => clock.now() });
  }
}
