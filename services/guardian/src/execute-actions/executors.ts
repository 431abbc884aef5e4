import {
  type ActionRequest,
  type Check,
  chooseExecutor,
  type Executor,
  FlaggerExecutor,
  type GitHubRevert,
  makeExecutors,
  type Place,
  WebhookExecutor,
} from '@hormesis/executors';
import { Inject, Injectable } from '@nestjs/common';
import { GUARDIAN_CONFIG, type GuardianConfig } from '../guardian-config.js';
import { ChangesTakenBack } from './changes-taken-back.js';
import { FlagExecutor } from './flag-executor.js';
import { ToldGatesTable } from './told-gates.js';

/**
 * All that can carry actions out, in the order in which they are asked: the built-in flags, those of the file in its
 * order, the webhook, and at last what only opens pull requests.
 */
@Injectable()
export class Executors {
  /** What makes Git agree with what was done. */
  readonly reverts: readonly GitHubRevert[];
  private readonly inTurn: readonly Executor[];

  constructor(
    flags: FlagExecutor,
    changes: ChangesTakenBack,
    told: ToldGatesTable,
    @Inject(GUARDIAN_CONFIG) { webhook, executors }: GuardianConfig,
  ) {
    const factsOf = (request: ActionRequest) => changes.factsOf(request);
    const made = executors && makeExecutors(executors.text, { env: executors.env, factsOf, told });
    this.reverts = made?.reverts ?? [];
    this.inTurn = [flags, ...(made?.acting ?? []), new WebhookExecutor(webhook), ...this.reverts];
  }

  /** The first that takes the action; else one that refuses it with the reasons of all. */
  choose(request: ActionRequest): Promise<Executor> {
    return chooseExecutor(this.inTurn, request);
  }

  /** Each by its name, and whether it could act; `null`: only acting would show it. */
  async check(): Promise<{ name: string; check: Check | null }[]> {
    const configured = this.inTurn.filter((one) => !(one instanceof WebhookExecutor) || one.isConfigured);
    return Promise.all(
      configured.map(async (executor) => ({
        name: executor.name,
        check: (await executor.check?.()) ?? null,
      })),
    );
  }

  /** The service and environment of one of Flagger's canaries. */
  placeOfCanary(namespace: string, name: string): Place | undefined {
    for (const executor of this.inTurn) {
      const place = executor instanceof FlaggerExecutor ? executor.placeOf(namespace, name) : undefined;
      if (place) return place;
    }
    return undefined;
  }
}
