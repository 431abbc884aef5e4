import type { EventOf } from '@hormesis/events';
import {
  advanceRamp,
  type Flag,
  type GuardReading,
  guardRamp,
  isUnderWay,
  rampFlag,
  scheduleRamp,
} from '@hormesis/flags';
import type { Guards, RampPolicy } from '../learn/guards.js';
import { metric } from '../watch/sentinel.js';
import type { WindowLog } from '../watch/window-log.js';
import type { Rollout } from '../world/service-state.js';
import { windowMs } from '../world/window.js';
import type { Agenda } from './agenda.js';
import type { Fleet } from './fleet.js';
import type { PlannedChange } from './plan.js';

/** As the fleet does without a policy: half of the users, and all of them half an hour later. */
const byHand = { first: 50, afterMs: 30 * 60_000 };

/** A flag is defined a moment before it is used. */
const definedBeforeMs = 5_000;

/** Notes of the delivery, for whoever keeps the score. */
export type Delivered = {
  /** Everybody has it now. */
  complete(change: PlannedChange, at: number): void;
  /** A ramp’s own guard, or the anomaly of somebody else, stopped it. */
  stoppedByRamp(rollout: Rollout, at: number, because: string): void;
};

/** Brings changes to users, as the fleet is used to or as a guard’s policy wants it. */
export class Delivery {
  private readonly policies = new Map<string, RampPolicy>();

  constructor(
    private readonly fleet: Fleet,
    private readonly agenda: Agenda,
    private readonly windows: WindowLog,
    private readonly delivered: Delivered,
    { ramps }: Guards,
  ) {
    for (const policy of ramps) this.policies.set(`${policy.of} ${policy.service}`, policy);
  }

  begin(change: PlannedChange, at: number): void {
    const state = this.fleet.of(change.service);
    if (state.splitBy !== undefined || state.rollouts.some(({ flag }) => isUnderWay(flag?.schedule))) {
      state.waiting.push(change);
      return;
    }
    const policy = this.policies.get(
      `${change.carrier === 'flag' ? 'flag' : 'deployment'} ${change.service}`,
    );
    if (change.carrier !== 'flag' && !policy) {
      this.fleet.deploy(change, at);
      this.delivered.complete(change, at);
      return;
    }
    const flag = this.fleet.newFlag(change.service, at - definedBeforeMs);
    const rollout =
      change.carrier === 'flag' ? this.behindOld(change, at, flag) : this.fleet.deploy(change, at, flag);
    if (policy) this.ramp(rollout, policy, at);
    else this.byHand(rollout, at);
  }

  /** Lets ramps go on that were watched for long enough, and begins what waited for them. */
  advance(at: number): void {
    for (const rollout of this.fleet.rampsUnderWay()) {
      const { flag } = rollout;
      if (!flag?.schedule) continue;
      const readings = flag.schedule.guards.map((guard) => this.reading(flag, guard));
      this.fleet.flip(rollout, advanceRamp(flag, { now: new Date(at), readings }), at);
      this.afterRamp(rollout, at, 'its guard');
    }
    for (const state of this.fleet.services) {
      if (state.splitBy !== undefined || state.waiting.length === 0) continue;
      const [next, ...others] = state.waiting;
      state.waiting = others;
      if (next) this.begin(next, at);
    }
  }

  /** Tells ramps of an anomaly: those that watch what got worse stop. */
  hear({ data }: EventOf<'anomaly.detected'>, at: number): void {
    const { service, environment, metric: of, onset, summary } = data;
    const anomaly = { service: service.id, environment: environment.id, metric: of, onset, summary };
    for (const rollout of this.fleet.rampsUnderWay()) {
      if (!rollout.flag) continue;
      const decision = guardRamp(rollout.flag, { ...anomaly, detected: new Date(at).toISOString() });
      this.fleet.flip(rollout, decision, at);
      this.afterRamp(rollout, at, 'an anomaly');
    }
  }

  private behindOld(change: PlannedChange, at: number, flag: Flag): Rollout {
    const state = this.fleet.of(change.service);
    const rollout: Rollout = { change, began: at, share: 0, version: flag.key, previous: flag.key, flag };
    state.rollouts.push(rollout);
    return rollout;
  }

  private ramp(rollout: Rollout, { steps, guards, onAnomaly, title }: RampPolicy, at: number): void {
    if (!rollout.flag) return;
    const schedule = { variant: 'on', steps, guards, onAnomaly, reason: title };
    this.fleet.flip(rollout, scheduleRamp(rollout.flag, schedule), at);
  }

  private byHand(rollout: Rollout, at: number): void {
    const step = (percentage: number, now: number) => {
      const { flag } = rollout;
      if (!flag || flag.definition?.state === 'DISABLED') return;
      this.fleet.flip(rollout, rampFlag(flag, { variant: 'on', percentage, reason: 'As usual' }), now);
    };
    step(byHand.first, at);
    this.agenda.put(at + byHand.afterMs, () => {
      if (rollout.share === 0) return;
      step(100, at + byHand.afterMs);
      this.fleet.unsplit(rollout);
      this.delivered.complete(rollout.change, at + byHand.afterMs);
    });
  }

  private afterRamp(rollout: Rollout, at: number, because: string): void {
    const { flag } = rollout;
    if (!flag?.schedule) return;
    if (flag.definition?.state === 'DISABLED') {
      this.delivered.stoppedByRamp(rollout, at, because);
      this.fleet.remove(rollout);
    } else if (flag.schedule.phase === 'completed') {
      this.fleet.unsplit(rollout);
      this.delivered.complete(rollout.change, at);
    }
  }

  private reading(flag: Flag, guard: { metric: string; service: string }): GuardReading {
    const from = Date.parse(flag.schedule?.countFrom ?? '');
    if (guard.metric !== metric) return { total: 0, bad: 0 };
    const windows = this.windows
      .between(guard.service, from, Number.POSITIVE_INFINITY)
      .filter(({ cohort }) => cohort.split('+').includes(`flag:${flag.key}=on`));
    const last = windows.at(-1);
    return {
      total: windows.reduce((sum, { total }) => sum + total, 0),
      bad: windows.reduce((sum, { bad }) => sum + bad, 0),
      ...(last ? { newest: new Date(last.start + windowMs).toISOString() } : {}),
    };
  }
}
