import { type ActionRequest, chooseExecutor, type Executor } from '@hormesis/executors';
import { Injectable } from '@nestjs/common';
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
  choose(request: ActionRequest): Promise<Executor> {
    return chooseExecutor(this.inTurn, request);
  }
}
