import type { ActionRequest, Answer, Check, Executor, Taking } from '../executor.js';
import { checkLimits, type Limits, withPatience } from '../http/effort.js';
import type { ClusterAccess } from '../kubernetes/cluster-access.js';
import { Kubernetes } from '../kubernetes/kubernetes.js';
import { entryFor, inWords, type Place, placeOf } from '../place.js';
import type { ArgoStep } from './argo-step.js';
import { pauseRollout } from './pause-rollout.js';
import { retryRollout, rollBackRollout } from './roll-back-rollout.js';
import { type RolloutName, RolloutsApi } from './rollouts-api.js';

export type ArgoOptions = {
  name: string;
  limits: Limits;
  cluster: ClusterAccess;
  rollouts: readonly (Place & RolloutName)[];
  /** How long to wait before the controller is asked again how far it is, milliseconds. Default 500. */
  pollMs?: number;
};

/**
 * Pauses and takes back what Argo Rollouts rolls out, by the calls of its kubectl plugin. The action's id stands on the
 * object as an annotation, so the same action is done once; and it is read back what the controller made of it.
 */
export class ArgoExecutor implements Executor {
  readonly oneAtATime = true;
  readonly name: string;
  private readonly api: RolloutsApi;

  constructor(private readonly options: ArgoOptions) {
    this.name = options.name;
    this.api = new RolloutsApi(new Kubernetes(options.cluster));
  }

  async takes(request: ActionRequest): Promise<Taking> {
    const { target } = request.data;
    if (target.kind === 'kill' || (target.kind === 'pause' && target.flag !== undefined))
      return { mine: false };
    if (this.rolloutOf(request)) return { mine: true };
    return { mine: false, because: this.unknown(request) };
  }

  execute(request: ActionRequest): Promise<Answer> {
    const { target } = request.data;
    if (target.kind === 'pause') return this.work(request, (step) => pauseRollout(step, true));
    const toVersion = target.kind === 'rollback' ? target.toVersion : undefined;
    return this.work(request, (step) => rollBackRollout(step, toVersion));
  }

  undo(request: ActionRequest): Promise<Answer> {
    const { kind } = request.data.target;
    return this.work(request, (step) => (kind === 'pause' ? pauseRollout(step, false) : retryRollout(step)));
  }

  check(): Promise<Check> {
    const { rollouts, cluster } = this.options;
    return withPatience(
      { who: 'Argo Rollouts', limits: checkLimits, secrets: () => cluster.secrets() },
      async (effort) => {
        for (const name of rollouts) await this.api.get(effort, name);
        return { kind: 'ready', detail: `${rollouts.length} rollouts can be read` };
      },
    );
  }

  private async work(request: ActionRequest, does: (step: ArgoStep) => Promise<Answer>): Promise<Answer> {
    const taking = await this.takes(request);
    const name = this.rolloutOf(request);
    if (!taking.mine || !name) return { kind: 'refused', reason: this.unknown(request) };
    const { limits, cluster, pollMs = 500 } = this.options;
    return withPatience({ who: 'Argo Rollouts', limits, secrets: () => cluster.secrets() }, (effort) =>
      does({ api: this.api, effort, name, action: request.subject, pollMs }),
    );
  }

  private rolloutOf(request: ActionRequest): (Place & RolloutName) | undefined {
    return entryFor(this.options.rollouts, placeOf(request));
  }

  private unknown(request: ActionRequest): string {
    return `Argo Rollouts (${this.name}) has no rollout for ${inWords(placeOf(request))}: add it to "rollouts" in HORMESIS_EXECUTORS_FILE.`;
  }
}
