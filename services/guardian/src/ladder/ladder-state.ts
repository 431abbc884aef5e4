import { Database } from '@hormesis/database';
import { defaultPolicy, type Ladder, type PolicyInForce, type Rung } from '@hormesis/incident';
import type { Drill } from '@hormesis/learning';
import { loadTogether } from '@hormesis/streams';
import { Inject, Injectable } from '@nestjs/common';
import { GUARDIAN_CONFIG, type GuardianConfig } from '../guardian-config.js';
import { BreakerStreams } from '../streams/breaker-streams.js';
import { DrillStreams } from '../streams/drill-streams.js';
import { FreezeStreams } from '../streams/freeze-streams.js';
import { MarkStreams } from '../streams/mark-streams.js';
import { PolicyStreams } from '../streams/policy-streams.js';

type Held<T> = ReadonlyMap<string, { state: { current?: T } }>;

/** What people allow and forbid, and have injected on purpose. */
export type LadderNow = Omit<Ladder, 'policies'> & {
  policies: readonly PolicyInForce[];
  drills: readonly Drill[];
};

/** What people allow and forbid, read from its streams: it counts from the moment it is accepted. One query reads what is new. */
@Injectable()
export class LadderState {
  constructor(
    private readonly db: Database,
    private readonly policies: PolicyStreams,
    private readonly freezes: FreezeStreams,
    private readonly marks: MarkStreams,
    private readonly breakers: BreakerStreams,
    private readonly drills: DrillStreams,
    @Inject(GUARDIAN_CONFIG) private readonly config: GuardianConfig,
  ) {}

  /** The rung where no policy was set. */
  get defaultRung(): Rung {
    return this.config.defaultRung;
  }

  async read(): Promise<LadderNow> {
    const { policies, freezes, marks, breakers, drills } = await loadTogether(this.db, {
      policies: this.policies,
      freezes: this.freezes,
      marks: this.marks,
      breakers: this.breakers,
      drills: this.drills,
    });
    return {
      policies: current(policies),
      otherwise: defaultPolicy(this.defaultRung),
      freezes: current(freezes),
      marks: current(marks),
      breakers: current(breakers),
      drills: [...drills.values()].map(({ state }) => state),
    };
  }
}

function current<T>(all: Held<T>): T[] {
  return [...all.values()].flatMap(({ state }) => state.current ?? []);
}
