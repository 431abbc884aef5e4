import { type AnomalyAttribution, attribute, type Priors } from '@hormesis/attribution';
import type { CallGraph, Change } from '@hormesis/change';
import type { EventOf } from '@hormesis/events';
import { Injectable } from '@nestjs/common';
import { RecentChanges } from '../recent-changes/recent-changes.js';
import { KeptSignals } from './kept-signals.js';
import { RecoveryLabels } from './recovery-labels.js';

/** The ranking, all the changes that it chose from, and who calls whom, if that is known. */
export type Ranked = AnomalyAttribution & { changes: readonly Change[]; callGraph?: CallGraph };

/** So much of the time before the onset is compared with, milliseconds. */
const LOOK_BACK_MS = 10 * 60_000;
/** And of all that came since no more than the last part, milliseconds: an onset may be told of that is days ago. */
const LONGEST_MS = 2 * 60 * 60_000;

type Anomaly = EventOf<'anomaly.detected'>;

/** Ranks what may be behind an anomaly, by all that is at hand: memory, or one indexed query each, all at once. */
@Injectable()
export class Suspects {
  constructor(
    private readonly changes: RecentChanges,
    private readonly signals: KeptSignals,
    private readonly labels: RecoveryLabels,
  ) {}

  /** By what is known now. */
  of(anomaly: Anomaly, now: Date): Promise<Ranked> {
    const { environment, onset } = anomaly.data;
    return this.rank(anomaly, this.changes.around(environment.id, onset), this.labels.priors(), now);
  }

  /** By what was known of changes and recoveries then, and the method of today. */
  asOf(anomaly: Anomaly, changes: readonly Change[], then: Date): Promise<Ranked> {
    return this.rank(anomaly, changes, this.labels.priorsAt(then), then);
  }

  private async rank(
    { data }: Anomaly,
    known: readonly Change[] | Promise<readonly Change[]>,
    learnt: Promise<Priors>,
    now: Date,
  ): Promise<Ranked> {
    const { onset, metric, change, evidence } = data;
    const place = { service: data.service.id, environment: data.environment.id };
    const to = now.getTime();
    const span = { from: Math.max(Date.parse(onset) - LOOK_BACK_MS, to - LONGEST_MS), to };
    const [changes, priors, callGraph, windows] = await Promise.all([
      known,
      learnt,
      this.signals.callGraph(place.environment),
      change ? [] : this.signals.windows({ ...place, metric, ...span }),
    ]);
    const ranked = attribute({
      anomaly: { ...place, onset, change, evidence },
      ...{ changes, now, windows, priors },
      ...(callGraph ? { callGraph } : {}),
    });
    return { ...ranked, changes, ...(callGraph ? { callGraph } : {}) };
  }
}
