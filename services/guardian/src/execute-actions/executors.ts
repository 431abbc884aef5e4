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
      const reason = await executor.declines(request);
      if (reason === undefined) return executor;
      reasons.push(reason);
    }
    return refusing(reasons.join(' '));
  }
}

function refusing(reason: string): Executor {
  return {
    oneAtATime: false,
    declines: async () => undefined,
    execute: async () => ({ kind: 'refused', reason }),
  };
}
