import { Database } from '@hormesis/database';
import { CLOCK, type Clock } from '@hormesis/platform';
import { findingKinds, readAuditFigures } from '@hormesis/projection';
import { logger, type Observation, observe } from '@hormesis/telemetry';
import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';

type Figures = Awaited<ReturnType<typeof readAuditFigures>>;

/** Shows, whenever metrics are read, what the audit has found and how far it is. Every copy shows the same. */
@Injectable()
export class AuditGauges implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = logger('audit');
  private readonly stops: (() => void)[] = [];

  constructor(
    private readonly db: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    const show = (read: (figures: Figures) => Observation[]) => () => this.read(read);
    this.stops.push(
      observe(
        'hormesis.audit.findings',
        show(({ findings }) =>
          findingKinds.map((kind) => ({ value: findings.get(kind) ?? 0, attributes: { kind } })),
        ),
      ),
      observe(
        'hormesis.audit.behind',
        show(({ behind }) => [{ value: behind }]),
      ),
      observe(
        'hormesis.audit.age',
        show(({ comparedAt }) => (comparedAt ? [{ value: this.secondsSince(comparedAt) }] : [])),
      ),
    );
  }

  onModuleDestroy(): void {
    for (const stop of this.stops) stop();
  }

  private secondsSince(time: string): number {
    return Math.max(0, (this.clock.now().getTime() - Date.parse(time)) / 1_000);
  }

  private async read(figures: (figures: Figures) => Observation[]): Promise<readonly Observation[]> {
    try {
      return figures(await readAuditFigures(this.db));
    } catch (error) {
      this.logger.warn({ err: error }, 'metrics leave out how the audit stands');
      return [];
    }
  }
}
