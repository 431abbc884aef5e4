import { Random } from '../traffic/random.js';
import { type Cohort, cohortsAt } from './cohorts.js';
import { conditionOf } from './condition.js';
import { exponential, poisson } from './draws.js';
import { Failures } from './failures.js';
import { InArrivalOrder } from './in-arrival-order.js';
import { latenciesOf } from './latencies.js';
import type { Line } from './lines.js';
import type { Plan } from './plan.js';

/** The true time of second 0. */
export const epoch = Date.UTC(2026, 0, 5, 8);

export const service = 'checkout';

/** The lines of a plan in order of arrival: the same for a seed on every machine. */
export function* simulate(plan: Plan, seed: number): Generator<Line> {
  const world = new World(plan, seed);
  for (let second = -plan.historySeconds; second < plan.seconds; second += 1) yield* world.pass(second);
  yield* world.rest();
}

class World {
  private readonly random: Random;
  private readonly failures = new Map<string, Failures>();
  private readonly skews = new Map<string, number>();
  private readonly arriving = new InArrivalOrder();

  constructor(
    private readonly plan: Plan,
    seed: number,
  ) {
    this.random = new Random(seed);
  }

  /** What arrives in this second. */
  pass(second: number): Line[] {
    for (const change of this.plan.changes) {
      const step = change.steps.find(({ at }) => at === second);
      if (step) this.tellChange(change.id, change.kind, second, step.exposure);
    }
    for (const cohort of cohortsAt(this.plan, second)) this.tellWindow(cohort, second);
    return this.arriving.until(epoch + (second + 1) * 1000);
  }

  rest(): Line[] {
    return this.arriving.until(Number.POSITIVE_INFINITY);
  }

  private tellChange(id: string, kind: string, second: number, exposure: number): void {
    const now = epoch + second * 1000;
    const t = now + this.skewOf('changes');
    this.arriving.add({ t, at: now + this.lag(), change: { id, service, kind, exposure } });
  }

  private tellWindow({ name, ids, share }: Cohort, second: number): void {
    const { plan, random } = this;
    const { errors, slowness, silent } = conditionOf(plan, ids, second);
    const { total, bad } = this.failuresOf(name).next(poisson(random, plan.requests(second) * share), errors);
    const latency = latenciesOf(random, total, slowness);
    const at = epoch + (second + 1) * 1000 + this.delay();
    if (silent || this.isLost(ids, second)) return;
    const t = epoch + (second + 1) * 1000 + this.skewOf(name);
    const where = { service, environment: 'production', cohort: name, metric: 'requests' };
    this.arriving.add({ t, at, ...where, total, bad, latency });
  }

  private failuresOf(cohort: string): Failures {
    const known = this.failures.get(cohort);
    if (known) return known;
    const made = new Failures(this.random, this.plan.burst, this.plan.burstSpread);
    this.failures.set(cohort, made);
    return made;
  }

  private skewOf(clock: string): number {
    const most = this.plan.reporting.skewMs ?? 0;
    if (most === 0) return 0;
    const known = this.skews.get(clock);
    if (known !== undefined) return known;
    const skew = Math.round((2 * this.random.fraction() - 1) * most);
    this.skews.set(clock, skew);
    return skew;
  }

  private isLost(ids: readonly string[], second: number): boolean {
    const { lost = 0, gaps = [] } = this.plan.reporting;
    if (this.random.chance(lost)) return true;
    return gaps.some(
      ({ of, from, until }) => second >= from && second < until && (of === undefined || ids.includes(of)),
    );
  }

  private delay(): number {
    const { late = 0, lateMs = 0 } = this.plan.reporting;
    const more = this.random.chance(late) ? Math.round(exponential(this.random, lateMs)) : 0;
    return this.lag() + more;
  }

  /** From the sender to the reader: 20 to 120 ms. */
  private lag(): number {
    return 20 + this.random.below(101);
  }
}
