import { Database } from '@hormesis/database';
import { EVENT_LOG, type EventLog } from '@hormesis/platform';
import { projectionStatus } from '@hormesis/projection';
import { logger } from '@hormesis/telemetry';
import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { type BatchObservableCallback, type BatchObservableResult, metrics } from '@opentelemetry/api';

/** Shows, whenever metrics are read, how far each projection and reaction is behind, and what it has parked. */
@Injectable()
export class ProjectionGauges implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = logger('projector');
  private readonly meter = metrics.getMeter('@hormesis/projector');
  private readonly behind = this.meter.createObservableGauge('hormesis.projection.behind', {
    description: 'Records on the log that a projection or reaction has still to take in.',
    unit: '{event}',
  });
  private readonly waiting = this.meter.createObservableGauge('hormesis.projection.dead_letters', {
    description: 'Events that a projection or reaction could not take in, and that wait to be tried again.',
    unit: '{event}',
  });
  private readonly observe: BatchObservableCallback = (result) => this.show(result);

  constructor(
    private readonly db: Database,
    @Inject(EVENT_LOG) private readonly log: EventLog,
  ) {}

  onApplicationBootstrap(): void {
    this.meter.addBatchObservableCallback(this.observe, [this.behind, this.waiting]);
  }

  onModuleDestroy(): void {
    this.meter.removeBatchObservableCallback(this.observe, [this.behind, this.waiting]);
  }

  private async show(result: BatchObservableResult): Promise<void> {
    try {
      for (const { name, behind, parked } of await projectionStatus(this.db, this.log)) {
        result.observe(this.behind, behind, { projection: name });
        result.observe(this.waiting, parked, { projection: name });
      }
    } catch (error) {
      this.logger.warn(
        { err: error },
        'the state of the projections could not be read; metrics leave it out',
      );
    }
  }
}
