import { Watch } from '@hormesis/statistics';
import { beganAt } from '../facts/past-change.js';
import { added, type Counts, drawn, none, scaled, without } from './counts.js';
import type { RampPolicy } from './ramp-policy.js';
import { RampRun } from './ramp-run.js';
import { Random } from './random.js';
import type { Moment, Story } from './story.js';

/** What the guardian and the flag need from an anomaly to the last user, milliseconds; measured at 100 ms or less. */
const reactionMs = 1_000;

/** How a change would have gone under a policy. */
export type Lived = {
  /** When the detectors, or a guard, would have noticed that it is bad; `null`: they would not. */
  firedAt: number | null;
  /** When it would have reached everybody; `null`: it would not. */
  fullAt: number | null;
  /** Bad requests of all users from its beginning to the end of its story, by metric: recorded, and under the policy. */
  recorded: ReadonlyMap<string, number>;
  lived: ReadonlyMap<string, number>;
  /** Requests of those who had it, likewise. */
  exposed: { recorded: number; lived: number };
};

/**
 * Lets a change of the past reach users by another policy: its recorded users are thinned (or multiplied) to the share that
 * the ramp has, the production detectors watch, and what they say stops it.
 *
 * @param seed equal seeds give equal lives
 */
export function liveThrough(
  { change, before, during, isGood }: Story,
  policy: RampPolicy,
  seed: string,
): Lived {
  const random = new Random(seed);
  const watch = Watch.begin();
  for (const moment of before) watch.take(lineOf(moment, change, 'control', moment.exposed));
  const usual = usualOf(before);
  const run = new RampRun(policy, beganAt(change));
  const tally = new Tally();
  let firedAt: number | null = null;
  const tell = (at: number) =>
    watch.take({
      t: at,
      at,
      change: { id: change.id, service: change.service, kind: change.kind, exposure: run.percentage / 100 },
    });
  tell(beganAt(change));
  for (const moment of during) {
    if (firedAt === null && run.pass(moment.end)) tell(moment.end);
    const isOff = firedAt !== null && policy.onAnomaly === 'kill' && moment.end > firedAt + reactionMs;
    const { exposed, control } = split(moment, isOff ? 0 : run.percentage / 100, { isGood, usual, random });
    tally.take(moment, exposed, control);
    if (firedAt !== null) continue;
    const lines = [
      ...(control.total > 0 ? watch.take(lineOf(moment, change, 'control', control)) : []),
      ...(exposed.total > 0 ? watch.take(lineOf(moment, change, change.id, exposed)) : []),
    ];
    const isBlamed = lines.some(
      ({ anomaly }) => anomaly.changeId === change.id && isGuarded(policy, anomaly.metric),
    );
    if (!isBlamed && !run.count(moment.metric, exposed, moment.end)) continue;
    firedAt = moment.seenAt;
    run.hold();
  }
  return { firedAt, fullAt: run.fullAt ?? null, ...tally.result };
}

type Users = { isGood: boolean; usual: ReadonlyMap<string, Counts>; random: Random };

/** Parts the users of a moment into those who would have had the change and the others. */
function split(moment: Moment, wanted: number, { isGood, usual, random }: Users) {
  const { exposed: had, share, others, metric } = moment;
  if (isGood) {
    const exposed = scaled(had, wanted, random);
    return { exposed, control: without(had, exposed) };
  }
  const exposed = share === 0 || wanted === 0 ? none : scaled(had, wanted / share, random);
  const like = others.total > 0 ? others : (usual.get(metric) ?? none);
  const rest = Math.max(0, had.total + others.total - exposed.total);
  return { exposed, control: drawn(rest, like.total === 0 ? 0 : like.bad / like.total, like, random) };
}

/** Without guards a ramp is stopped by anything of its service. */
function isGuarded({ guards }: RampPolicy, metric: string): boolean {
  return guards.length === 0 || guards.some((guard) => guard.metric === metric);
}

function usualOf(before: readonly Moment[]): Map<string, Counts> {
  const usual = new Map<string, Counts>();
  for (const { metric, exposed } of before) usual.set(metric, added(usual.get(metric) ?? none, exposed));
  return usual;
}

function lineOf(
  { end, seenAt, metric }: Moment,
  { service, environment }: Story['change'],
  cohort: string,
  { total, bad, latency }: Counts,
) {
  return {
    t: end,
    at: seenAt,
    service,
    environment,
    cohort,
    metric,
    total,
    bad,
    ...(latency ? { latency } : {}),
  };
}

class Tally {
  private readonly recorded = new Map<string, number>();
  private readonly lived = new Map<string, number>();
  private readonly exposed = { recorded: 0, lived: 0 };

  take(moment: Moment, exposed: Counts, control: Counts): void {
    const { metric } = moment;
    addTo(this.recorded, metric, moment.exposed.bad + moment.others.bad);
    addTo(this.lived, metric, exposed.bad + control.bad);
    this.exposed.recorded += moment.exposed.total;
    this.exposed.lived += exposed.total;
  }

  get result() {
    return { recorded: this.recorded, lived: this.lived, exposed: this.exposed };
  }
}

function addTo(counts: Map<string, number>, metric: string, count: number): void {
  counts.set(metric, (counts.get(metric) ?? 0) + count);
}
