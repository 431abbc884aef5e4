import { defaultBudget } from '../budget/budget.js';
import type { LatencyValue } from '../latency/latency-value.js';
import { latencyValue } from '../latency/latency-value.js';
import { learnTails, tailBoundsOf } from '../latency/tail-bounds.js';
import { awaitsUsers } from './blame.js';
import { completeBuckets, learnWidth, putInBucket, takeUpTo } from './cells.js';
import { correctedTime } from './clock.js';
import { cohortOf, isRepeated } from './cohort.js';
import { stepTo } from './comparison.js';
import { foldBucket, type Terms } from './fold-bucket.js';
import { countsRestarts } from './fold-restarts.js';
import { groupOf, groupsOf, latencyMeasures } from './group.js';
import type { AnomalyLine, ChangeLine, WatchLine, WindowLine } from './lines.js';
import { fromJson, toJson } from './snapshot.js';
import type { Bucket, Cohort, Group, WatchState } from './state.js';
import { countSharers, forgetIdle } from './sweep.js';
import type { WatchOptions } from './watch-options.js';

const sweepEveryMs = 10_000;
const tooLateMs = 10 * 60_000;

/** Watches lines in the order they arrive, and tells what got worse. It never looks ahead. */
export class Watch {
  private readonly terms: Terms;

  private constructor(
    private readonly state: WatchState,
    options: WatchOptions,
  ) {
    const budget = options.budget ?? defaultBudget;
    const days = budget.perMs / 86_400_000;
    const watches = Math.max(1, (options.changesADay ?? 48) * days);
    this.terms = { budget, watches, objectives: options.objectives ?? {} };
  }

  static begin(options: WatchOptions = {}): Watch {
    return new Watch(
      { now: 0, sweptAt: 0, delivery: null, sharers: 1, services: new Map(), changes: new Map() },
      options,
    );
  }

  /** Goes on from a snapshot, as if it had never stopped. */
  static restore(snapshot: unknown, options: WatchOptions = {}): Watch {
    return new Watch(fromJson(snapshot), options);
  }

  /** All that it knows, as a JSON value. */
  snapshot(): unknown {
    return toJson(this.state);
  }

  take(line: WatchLine): AnomalyLine[] {
    this.state.now = Math.max(this.state.now, line.at);
    if (this.state.now - this.state.sweptAt >= sweepEveryMs) this.sweep();
    if ('change' in line) {
      this.takeChange(line);
      return [];
    }
    return this.takeWindow(line);
  }

  /** Time passes without a line: decides what has waited for windows that do not come. */
  tick(now: number): AnomalyLine[] {
    this.state.now = Math.max(this.state.now, now);
    const found = this.decideUpTo(({ width, phase }) =>
      Math.floor((this.state.now - 3 * width - phase) / width),
    );
    this.sweep();
    return found;
  }

  /** No more lines come: decides all that is still waiting. */
  finish(): AnomalyLine[] {
    return this.decideUpTo(() => Number.MAX_SAFE_INTEGER);
  }

  private decideUpTo(lastOf: (group: Group) => number): AnomalyLine[] {
    return [...groupsOf(this.state)].flatMap((group) =>
      takeUpTo(group, lastOf(group)).flatMap((bucket) => foldBucket(this.state, group, bucket, this.terms)),
    );
  }

  private takeChange({ t, at, change }: ChangeLine): void {
    const { id, service } = change;
    const stepAt = Math.min(t, at);
    const exposure = change.exposure ?? 1;
    const known = this.state.changes.get(id);
    if (known === undefined) {
      this.state.changes.set(id, {
        id,
        service,
        kind: change.kind ?? 'change',
        exposure,
        mostExposure: exposure,
        steps: 1,
        firstAt: stepAt,
        stepAt,
        hasCohort: false,
        lastAt: at,
      });
      return;
    }
    known.lastAt = at;
    if (exposure > known.exposure) {
      this.step(id, stepAt);
      known.steps++;
      known.stepAt = stepAt;
    }
    known.exposure = exposure;
    known.mostExposure = Math.max(known.mostExposure, exposure);
  }

  private step(id: string, at: number): void {
    for (const { bad, latency } of groupsOf(this.state)) {
      for (const { parts } of [bad, ...(latency?.tails ?? []), ...(latency ? [latency.mean] : [])]) {
        const one = parts.get(id);
        if (one !== undefined) stepTo(one, at);
      }
    }
  }

  private takeWindow(line: WindowLine): AnomalyLine[] {
    const { state } = this;
    const { t, at, service, metric, latency } = line;
    const group = groupOf(state, service, line.environment ?? 'production', metric, at);
    const cohort = this.cohort(group, line.cohort);
    const time = correctedTime(state, cohort, t, at);
    if (isRepeated(cohort, markOf(line), t)) return [];
    learnWidth(group, cohort, t);
    cohort.lastT = Math.max(cohort.lastT, t);
    group.lastAt = at;
    if (group.flushed !== null && time < group.flushed * group.width - tooLateMs) return [];
    const value = latency === undefined ? undefined : latencyValue(latency, group.form);
    if (value !== undefined) learnLatency(group, value, at);
    const bucket = putInBucket(group, cohort, time, countsOf(line, group.width), value);
    return completeBuckets(group, bucket, (end) => awaitsUsers(state, group, end)).flatMap((one: Bucket) =>
      foldBucket(state, group, one, this.terms),
    );
  }

  private cohort(group: Group, name: string): Cohort {
    const known = group.cohorts.get(name);
    if (known !== undefined) return known;
    const cohort = this.named(group, cohortOf(name));
    const same = group.cohorts.get(cohort.key);
    if (same !== undefined) return same;
    group.cohorts.set(cohort.key, cohort);
    for (const part of cohort.parts) {
      const change = this.state.changes.get(part);
      if (change) change.hasCohort = true;
    }
    this.state.sharers = countSharers(this.state);
    return cohort;
  }

  /** `exposed` and `canary` mean the one change that is under way. */
  private named({ service }: Group, cohort: Cohort): Cohort {
    const [part] = cohort.parts;
    if (cohort.parts.length !== 1 || !/^(exposed|canary|treatment)$/.test(part ?? '')) return cohort;
    const changes = [...this.state.changes.values()].filter((change) => change.service === service);
    const [only] = changes;
    return changes.length === 1 && only !== undefined ? cohortOf(only.id) : cohort;
  }

  private sweep(): void {
    this.state.sweptAt = this.state.now;
    forgetIdle(this.state);
    this.state.sharers = countSharers(this.state);
  }
}

/** Restarts are counted by time: where there is no total they could be part of, seconds stand for it. */
function countsOf({ metric, total, bad }: WindowLine, width: number): { total: number; bad: number } {
  const byTime = bad > total || (total === 0 && countsRestarts(metric));
  return byTime ? { total: Math.max(bad, width / 1_000), bad } : { total, bad };
}

function markOf({ t, total, bad, latency, sender = '' }: WindowLine): number {
  let mark = (t % 1e9) * 8191 + total * 131 + bad * 17 + (latency?.sumMs ?? 0);
  for (let n = 0; n < sender.length; n += 1) mark = (mark * 31 + sender.charCodeAt(n)) % 1e15;
  return mark;
}

function learnLatency(group: Group, value: LatencyValue, at: number): void {
  group.latency ??= latencyMeasures(value, at);
  const { latency } = group;
  if (value.histogram === undefined || latency.bounds !== null) return;
  learnTails(latency.history, value.histogram);
  latency.bounds = tailBoundsOf(latency.history) ?? null;
}
