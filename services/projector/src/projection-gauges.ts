import { Database } from '@hormesis/database';
import { EVENT_LOG, type EventLog } from '@hormesis/platform';
import { projectionStatus } from '@hormesis/projection';
import { logger, type Observation, observe } from '@hormesis/telemetry';
import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';

/** Shows, whenever metrics are read, how far each projection and reaction is behind. */
@Injectable()
export class ProjectionGauges implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = logger('projector');
  private stopShowing: (() => void) | undefined;

  constructor(
    private readonly db: Database,
    @Inject(EVENT_LOG) private readonly log: EventLog,
  ) {}

  onApplicationBootstrap(): void {
    this.stopShowing = observe('hormesis.projection.behind', () => this.behind());
  }

  onModuleDestroy(): void {
    this.stopShowing?.();
  }

  private async behind(): Promise<readonly Observation[]> {
    try {
      const status = await projectionStatus(this.db, this.log);
      return status.map(({ name, behind }) => ({ value: behind, attributes: { projection: name } }));
    } catch (error) {
      this.logger.warn({ err: error }, 'metrics leave out how far the projections are');
      return [];
    }
  }
}
