import { type ActionRequest, chooseExecutor, type Executor, WebhookExecutor } from '@hormesis/executors';
import { Inject, Injectable } from '@nestjs/common';
import { GUARDIAN_CONFIG, type GuardianConfig } from '../guardian-config.js';
import { FlagExecutor } from './flag-executor.js';

/** All that can carry actions out, in the order in which they are asked. */
@Injectable()
export class Executors {
  private readonly inTurn: readonly Executor[];

  constructor(flags: FlagExecutor, @Inject(GUARDIAN_CONFIG) { webhook }: GuardianConfig) {
    this.inTurn = [flags, new WebhookExecutor(webhook)];
  }

  /** The first that takes the action; else one that refuses it with the reasons of all. */
  choose(request: ActionRequest): Promise<Executor> {
    return chooseExecutor(this.inTurn, request);
  }
}
