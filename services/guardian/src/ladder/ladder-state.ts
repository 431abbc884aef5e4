import { Database } from '@hormesis/database';
import { defaultPolicy, type Ladder, type PolicyInForce, type Rung } from '@hormesis/incident';
import { loadTogether } from '@hormesis/streams';
import { Inject, Injectable } from '@nestjs/common';
import { GUARDIAN_CONFIG, type GuardianConfig } from '../guardian-config.js';
import { BreakerStreams } from '../streams/breaker-streams.js';
import { FreezeStreams } from '../streams/freeze-streams.js';
import { MarkStreams } from '../streams/mark-streams.js';
import { PolicyStreams } from '../streams/policy-streams.js';

type Held<T> = ReadonlyMap<string, { state: { current?: T } }>;

/** What people allow and forbid, read from its streams: it counts from the moment it is accepted. One query reads what is new. */
@Injectable()
export class LadderState {
  constructor(
    private readonly db: Database,
    private readonly policies: PolicyStreams,
    private readonly freezes: FreezeStreams,
    private readonly marks: MarkStreams,
    private readonly breakers: BreakerStreams,
    @Inject(GUARDIAN_CONFIG) private readonly config: GuardianConfig,
  ) {}

  /** The rung where no policy was set. */
  get defaultRung(): Rung {
    return this.config.defaultRung;
  }

  async read(): Promise<Omit<Ladder, 'policies'> & { policies: readonly PolicyInForce[] }> {
    const { policies, freezes, marks, breakers } = await loadTogether(this.db, {
      policies: this.policies,
      freezes: this.freezes,
      marks: this.marks,
      breakers: this.breakers,
    });
    return {
      policies: current(policies),
      otherwise: defaultPolicy(this.defaultRung),
      freezes: current(freezes),
      marks: current(marks),
      breakers: current(breakers),
    };
  }
}

function current<T>(all: Held<T>): T[] {
  return [...all.values()].flatMap(({ state }) => state.current ?? []);
}
