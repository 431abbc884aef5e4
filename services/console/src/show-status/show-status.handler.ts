import type { Status } from '@hormesis/api';
import { Database } from '@hormesis/database';
import { EVENT_LOG, type EventLog, version } from '@hormesis/platform';
import { projectionStatus, staleProjections } from '@hormesis/projection';
import { readCounts } from '@hormesis/read-models';
import { outboxStatus, stuckEvents } from '@hormesis/streams';
import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { ownProjections } from '../rebuilds/known-versions.js';
import { ShowStatus } from './show-status.query.js';

@QueryHandler(ShowStatus)
export class ShowStatusHandler implements IQueryHandler<ShowStatus> {
  private readonly startedAt = new Date().toISOString();

  constructor(
    private readonly database: Database,
    @Inject(EVENT_LOG) private readonly log: EventLog,
  ) {}

  async execute(): Promise<Status> {
    const [counts, found, stale, outbox, stuck] = await Promise.all([
      readCounts(this.database),
      projectionStatus(this.database, this.log),
      staleProjections(this.database, ownProjections),
      outboxStatus(this.database),
      stuckEvents(this.database),
    ]);
    const projections = found.map((one) => ({
      ...one,
      outdated: stale.find(({ name }) => name === one.name)?.remedy ?? null,
    }));
    return {
      version,
      log: this.log.kind,
      startedAt: this.startedAt,
      projections,
      outbox: { ...outbox, stuck },
      ...counts,
    };
  }
}
