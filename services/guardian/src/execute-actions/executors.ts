import type { EventOf } from '@hormesis/events';
import { Injectable } from '@nestjs/common';
import type { Executor } from './executor.js';
import { FlagExecutor } from './flag-executor.js';
import { WebhookExecutor } from './webhook-executor.js';

/** All that can carry actions out, in the order in which they are asked. */
@Injectable()
export class Executors {
  private readonly inTurn: readonly Executor[];

  constructor(flags: FlagExecutor, webhook: WebhookExecutor) {
    this.inTurn = [flags, webhook];
  }

  /** The first that takes the action; else one that refuses it with the reasons of all. */
  async choose(request: EventOf<'action.requested'>): Promise<Executor> {
    const reasons: string[] = [];
    for (const executor of this.inTurn) {
      const taking = await executor.takes(request);
      if (taking.mine) return executor;
      if (taking.because) reasons.push(taking.because);
    }
    return refusing(reasons.join(' '));
  }
}

function refusing(reason: string): Executor {
  return {
    oneAtATime: false,
    takes: async () => ({ mine: true }),
    execute: async () => ({ kind: 'refused', reason }),
  };
}
