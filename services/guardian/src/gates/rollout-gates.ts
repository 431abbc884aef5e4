import { type Place, type Verdict, verdictOf } from '@hormesis/executors';
import { CLOCK, type Clock } from '@hormesis/platform';
import { Inject, Injectable } from '@nestjs/common';
import { ToldGatesTable } from '../execute-actions/told-gates.js';
import { StandingActions } from './standing-actions.js';

/** Tells rollouts that ask what the guardian has decided about them. */
@Injectable()
export class RolloutGates {
  constructor(
    private readonly standing: StandingActions,
    private readonly told: ToldGatesTable,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async verdict(place: Place, version: string | undefined): Promise<Verdict> {
    return verdictOf(await this.standing.at(place), { version, now: this.clock.now() });
  }

  /** The rollout has got to know of these actions. */
  async tell({ actions }: Verdict): Promise<void> {
    await this.told.tell(actions);
  }
}
