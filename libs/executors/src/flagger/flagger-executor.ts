import { z } from 'zod';
import type { ActionRequest, Answer, Check, Executor, Taking } from '../executor.js';
import { checkLimits, type Effort, type Limits, withPatience } from '../http/effort.js';
import { NotYet } from '../http/outcome-errors.js';
import type { ClusterAccess } from '../kubernetes/cluster-access.js';
import { Kubernetes } from '../kubernetes/kubernetes.js';
import { entryFor, inWords, type Place, placeOf } from '../place.js';

/** Which gates have told Flagger of an action; kept where every process sees it. */
export interface ToldGates {
  /** Whether a gate has answered for this action. */
  wasTold(action: string): Promise<boolean>;
}

export type CanaryName = { namespace: string; canary: string };
export type FlaggerOptions = {
  name: string;
  limits: Limits;
  canaries: readonly (Place & CanaryName)[];
  told: ToldGates;
  /** To read back what Flagger made of it; absent: it counts as done when Flagger has been told. */
  cluster?: ClusterAccess;
  /** How long to wait before looking again, milliseconds. Default 500. */
  pollMs?: number;
};

const canary = z.looseObject({ status: z.looseObject({ phase: z.string() }).optional() });
/** While these last, Flagger asks the rollback gate (docs.flagger.app: rollback hooks). */
const asking = ['Progressing', 'Waiting', 'WaitingPromotion'];

/**
 * Pauses and rolls back by Flagger’s own gates. Flagger asks, so there is nothing to send: the action is done when a gate
 * has answered for it and, where a cluster is configured, the canary has failed. It cannot take back what was promoted.
 */
export class FlaggerExecutor implements Executor {
  readonly oneAtATime = false;
  readonly name: string;
  private readonly kubernetes: Kubernetes | undefined;

  constructor(private readonly options: FlaggerOptions) {
    this.name = options.name;
    this.kubernetes = options.cluster && new Kubernetes(options.cluster);
  }

  async takes(request: ActionRequest): Promise<Taking> {
    const { target } = request.data;
    if (target.kind === 'kill' || (target.kind === 'pause' && target.flag !== undefined))
      return { mine: false };
    const found = this.canaryOf(request);
    if (!found) return { mine: false, because: this.unknown(request) };
    if (await this.options.told.wasTold(request.subject)) return { mine: true };
    const phase = await this.phaseOf(found);
    if (phase === undefined || asking.includes(phase)) return { mine: true };
    const because = `Canary ${words(found)} is ${phase}: Flagger has nothing under way to ${target.kind === 'pause' ? 'hold' : 'take back'}.`;
    return { mine: false, because };
  }

  async execute(request: ActionRequest): Promise<Answer> {
    const found = this.canaryOf(request);
    if (!found) return { kind: 'refused', reason: this.unknown(request) };
    const { limits, pollMs = 500, told } = this.options;
    const work = { who: 'Flagger', limits, secrets: () => this.options.cluster?.secrets() ?? [] };
    return withPatience(work, async (effort) => {
      if (!(await told.wasTold(request.subject))) {
        throw new NotYet(
          `Flagger has not asked about canary ${words(found)}: is its gate set, and an analysis under way?`,
          pollMs,
        );
      }
      if (request.data.target.kind === 'pause') {
        return { kind: 'completed', detail: `Flagger was told to hold canary ${words(found)}.` };
      }
      if (!this.kubernetes) {
        return { kind: 'completed', detail: `Flagger was told to roll canary ${words(found)} back.` };
      }
      const phase = await this.read(effort, found);
      if (phase !== 'Failed') throw new NotYet(`canary ${words(found)} is ${phase ?? 'unknown'}`, pollMs);
      return { kind: 'completed', detail: `Flagger rolled canary ${words(found)} back (phase Failed).` };
    });
  }

  /** A gate follows the decisions of the guardian: when an action is undone, it says go. */
  async undo(request: ActionRequest): Promise<Answer> {
    const found = this.canaryOf(request);
    if (!found) return { kind: 'refused', reason: this.unknown(request) };
    if (request.data.target.kind === 'pause') {
      return { kind: 'completed', detail: `The gates of canary ${words(found)} say go again.` };
    }
    return { kind: 'refused', reason: `Flagger took canary ${words(found)} back. Deploy the version again.` };
  }

  async check(): Promise<Check> {
    const { canaries, cluster } = this.options;
    if (!cluster) return { kind: 'ready', detail: `${canaries.length} canaries may ask` };
    return withPatience(
      { who: 'Kubernetes', limits: checkLimits, secrets: () => cluster.secrets() },
      async (effort) => {
        for (const name of canaries) await this.read(effort, name);
        return { kind: 'ready', detail: `${canaries.length} canaries can be read` };
      },
    );
  }

  /** Whose canary it is. */
  placeOf(namespace: string, name: string): Place | undefined {
    return this.options.canaries.find((one) => one.namespace === namespace && one.canary === name);
  }

  private async phaseOf(found: CanaryName): Promise<string | undefined> {
    if (!this.kubernetes) return undefined;
    const looked = await withPatience(
      { who: 'Kubernetes', limits: { timeoutMs: 2_000 }, secrets: () => [] },
      async (effort) => ({ kind: 'phase' as const, phase: await this.read(effort, found) }),
    );
    return looked.kind === 'phase' ? looked.phase : undefined;
  }

  private async read(effort: Effort, { namespace, canary: name }: CanaryName): Promise<string | undefined> {
    if (!this.kubernetes) return undefined;
    const path = `/apis/flagger.app/v1beta1/namespaces/${encodeURIComponent(namespace)}/canaries/${encodeURIComponent(name)}`;
    const reply = await this.kubernetes.call(effort, { method: 'GET', path });
    return this.kubernetes.read(canary, reply).status?.phase;
  }

  private canaryOf(request: ActionRequest): (Place & CanaryName) | undefined {
    return entryFor(this.options.canaries, placeOf(request));
  }

  private unknown(request: ActionRequest): string {
    return `Flagger (${this.name}) has no canary for ${inWords(placeOf(request))}: add it to "canaries" in HORMESIS_EXECUTORS_FILE.`;
  }
}

function words({ namespace, canary: name }: CanaryName): string {
  return `${namespace}/${name}`;
}
