import { Database } from '@hormesis/database';
import type { EventOf } from '@hormesis/events';
import {
  type Firing,
  figuresOf,
  isPut,
  proposeRetirement,
  type Trouble,
  whyRetire,
} from '@hormesis/learning';
import type { Position } from '@hormesis/log';
import { waitForPosition } from '@hormesis/projection';
import { logger } from '@hormesis/telemetry';
import { Injectable } from '@nestjs/common';
import { ReadModelsBehind } from '../assemble-case/read-models-behind.js';
import { ProposalStreams } from '../proposal-streams/proposal-streams.js';

const timeoutMs = 5_000;

/** Looks at all its firings each time that a guard fires, and proposes to retire one that only cries. */
@Injectable()
export class JudgeGuard {
  private readonly log = logger('learning');

  constructor(
    private readonly database: Database,
    private readonly proposals: ProposalStreams,
  ) {}

  async run(fired: EventOf<'anomaly.detected'>, position: Position): Promise<void> {
    const { guard } = fired.data;
    if (guard === undefined) return;
    const { state } = await this.proposals.load(guard);
    if (!isPut(state) || state.phase !== 'applied' || !state.applied || state.retirementProposed) return;
    await this.waitFor(['guard_firing', 'incident'], position);
    const since = { appliedAt: state.applied.at };
    const figures = figuresOf(
      since,
      await this.firings(guard),
      await this.troubles(state.proposed),
      fired.time,
    );
    const reason = whyRetire(figures);
    if (reason === undefined) return;
    await this.proposals.decide(guard, (proposal) => proposeRetirement(proposal, { ...figures, reason }), {
      actor: { kind: 'system', id: 'learning' },
      causation: fired,
      correlationId: state.proposed.incident,
    });
    this.log.info({ guard, ...figures }, 'retirement proposed');
  }

  private async waitFor(projections: readonly string[], position: Position): Promise<void> {
    for (const projection of projections) {
      if (!(await waitForPosition(this.database, projection, [position], timeoutMs)))
        throw new ReadModelsBehind(projection);
    }
  }

  private firings(guard: string): Promise<Firing[]> {
    return this.database.query<Firing>(
      `SELECT service, environment, anomaly, fired_at AS at FROM read.guard_firing WHERE guard = $1 ORDER BY fired_at`,
      [guard],
    );
  }

  private troubles({ service }: { service: { id: string } }): Promise<Trouble[]> {
    return this.database.query<Trouble>(
      `SELECT service, environment, began_at AS "from", ended_at AS "to", confirmed FROM read.trouble
       WHERE service = $1 ORDER BY began_at`,
      [service.id],
    );
  }
}
