import { Database } from '@hormesis/database';
import type { EventOf } from '@hormesis/events';
import { defaultPolicy, earnRung, ruleIdOf } from '@hormesis/incident';
import type { Position } from '@hormesis/log';
import { waitForPosition } from '@hormesis/projection';
import { Injectable } from '@nestjs/common';
import { GUARDIAN } from '../streams/guardian-source.js';
import { PolicyStreams } from '../streams/policy-streams.js';
import { actionTaken } from './action.projection.js';
import { ActionsTaken } from './actions-taken.js';
import { LadderState } from './ladder-state.js';

const PATIENCE_MS = 5_000;

/** Moves a rule up or down by what its verdicts say. */
@Injectable()
export class EarnedRungs {
  constructor(
    private readonly db: Database,
    private readonly policies: PolicyStreams,
    private readonly actions: ActionsTaken,
    private readonly ladder: LadderState,
  ) {}

  async after(judged: EventOf<'action.judged'>, position: Position): Promise<void> {
    const { rule } = judged.data;
    if (!rule) return;
    await waitForPosition(this.db, actionTaken.name, [position], PATIENCE_MS);
    const { state } = await this.policies.load(ruleIdOf(rule));
    const policy = state.current ?? { ...defaultPolicy(this.ladder.defaultRung), ...rule };
    const record = await this.actions.recordOf(rule, state.current?.rungSince);
    await this.policies.decide(ruleIdOf(rule), (newest) => earnRung(newest, { policy, record }), {
      actor: GUARDIAN,
      causation: judged,
      ...(judged.correlationId === undefined ? {} : { correlationId: judged.correlationId }),
    });
  }
}
