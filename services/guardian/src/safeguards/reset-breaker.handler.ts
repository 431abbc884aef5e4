import type { CommandAccepted } from '@hormesis/api';
import { resetBreaker, ruleIdOf } from '@hormesis/incident';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { accepted } from '../incidents/accepted.js';
import { BreakerStreams } from '../streams/breaker-streams.js';
import { ResetBreaker } from './reset-breaker.command.js';

/** One that is closed stays closed. */
@CommandHandler(ResetBreaker)
export class ResetBreakerHandler implements ICommandHandler<ResetBreaker> {
  constructor(private readonly breakers: BreakerStreams) {}

  async execute({ breaker, actor }: ResetBreaker): Promise<CommandAccepted> {
    return accepted(
      await this.breakers.decide(ruleIdOf(breaker), (state) => resetBreaker(state, breaker), { actor }),
    );
  }
}
