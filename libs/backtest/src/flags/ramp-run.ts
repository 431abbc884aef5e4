import { faultOf, type GuardReading, missingOf, type RampGuard } from '@hormesis/flags';
import type { Counts } from './counts.js';
import type { RampPolicy } from './ramp-policy.js';

/** A ramp as it goes on in replayed time: the same guards, with the same least numbers of requests, as in production. */
export class RampRun {
  /** When it reached everybody; `undefined`: it has not. */
  fullAt: number | undefined;
  private step = 0;
  private stepAt: number;
  private isHeld = false;
  private readings: GuardReading[] = [];

  constructor(
    private readonly policy: RampPolicy,
    began: number,
  ) {
    this.stepAt = began;
    this.begin(began);
  }

  /** Percent of users that have it. */
  get percentage(): number {
    return this.policy.steps[this.step]?.percentage ?? 0;
  }

  /** Lets time pass; answers whether a further step began. */
  pass(now: number): boolean {
    const { steps, guards } = this.policy;
    const current = steps[this.step];
    if (this.isHeld || !current || this.step === steps.length - 1) return false;
    if (now < this.stepAt + current.bakeSeconds * 1_000) return false;
    if (guards.some((guard, n) => missingOf(guard, this.readings[n], new Date(now)))) return false;
    this.step += 1;
    this.begin(now);
    return true;
  }

  /** It stays where it is from now on. */
  hold(): void {
    this.isHeld = true;
  }

  /** Takes a window of those who have it; answers whether a guard is bad now. */
  count(metric: string, { total, bad }: Counts, end: number): boolean {
    return this.policy.guards.some((guard: RampGuard, n) => {
      if (guard.metric !== metric) return false;
      const { total: before = 0, bad: badBefore = 0 } = this.readings[n] ?? {};
      const reading = { total: before + total, bad: badBefore + bad, newest: new Date(end).toISOString() };
      this.readings[n] = reading;
      return faultOf(guard, reading) !== undefined;
    });
  }

  private begin(at: number): void {
    this.stepAt = at;
    this.readings = [];
    if (this.percentage === 100) this.fullAt ??= at;
  }
}
