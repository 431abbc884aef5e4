import { Database } from '@hormesis/database';
import { CLOCK, type Clock, EVENT_LOG, type EventLog } from '@hormesis/platform';
import { migrateStreams, Streams } from '@hormesis/streams';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { type Postmortem, type PostmortemStatement, postmortemDecider } from './publish-postmortem.js';

/** One stream a week. */
@Injectable()
export class PostmortemStreams extends Streams<Postmortem, PostmortemStatement> implements OnModuleInit {
  constructor(
    private readonly database: Database,
    @Inject(EVENT_LOG) log: EventLog,
    @Inject(CLOCK) clock: Clock,
  ) {
    super(database, log, postmortemDecider, { source: '/hormesis/postmortem', now: () => clock.now() });
  }

  async onModuleInit(): Promise<void> {
    await migrateStreams(this.database);
  }
}
