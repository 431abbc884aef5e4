import type { FailureClass } from '../catalogue/failure-class.js';
import type { Life } from '../life/life.js';
import type { Outcome } from '../life/outcome.js';
import type { SeedRun } from '../run-seed.js';
import type { ClassInSeed, RoundCosts, SeedResult, Went } from './result.js';
import { whyNotBetter } from './why-not.js';

/** Smaller differences, in user-seconds and as a share, are none. */
const same = { userSeconds: 1, share: 0.01 };

const stillWaiting = 'its change still waited behind a ramp that had stopped when the round ended';

/** The figures of one seed. */
export function seedResult(
  seed: number,
  run: SeedRun,
  classes: readonly FailureClass[],
  days: number,
): SeedResult {
  const { judged, abstained } = run.learnt;
  const accepted = judged.filter((each) => each.accepted).length;
  return {
    seed,
    classes: classes.flatMap(({ name }) => classIn(name, run)),
    costs: {
      first: costsOf(run.first, days),
      second: costsOf(run.second, days),
      without: costsOf(run.without, days),
    },
    proposals: {
      proposed: judged.length,
      accepted,
      rejected: judged.length - accepted,
      withheld: abstained.length,
    },
  };
}

function classIn(name: string, run: SeedRun): ClassInSeed[] {
  const [first, second, without] = [run.first, run.second, run.without].map((life) => outcomeIn(life, name));
  if (!first || !second || !without) return [];
  const waits = second.onset === undefined && second.stoppedBy === undefined;
  const verdict = waits ? 'equal' : verdictOf(second.exposedUserSeconds, without.exposedUserSeconds);
  const guards = run.learnt.judged.filter(
    ({ accepted, occurrence }) => accepted && occurrence === `${name}-1`,
  );
  return [
    {
      class: name,
      ...{ first: went(first), second: went(second), without: went(without), verdict },
      why: verdict === 'better' ? null : waits ? stillWaiting : whyNotBetter(run, second),
      guards: guards.map(({ proposal }) => `${proposal.data.proposer}: ${proposal.data.title}`),
    },
  ];
}

function outcomeIn({ score }: Life, name: string): Outcome | undefined {
  return [...score.outcomes.values()].findLast(({ occurrence }) => occurrence.class.name === name);
}

function verdictOf(second: number, without: number): ClassInSeed['verdict'] {
  const difference = without - second;
  if (Math.abs(difference) <= Math.max(same.userSeconds, same.share * without)) return 'equal';
  return difference > 0 ? 'better' : 'worse';
}

function went({ stoppedBy, detectedBy, detectedAt, onset, exposedUserSeconds }: Outcome): Went {
  const noticed = detectedAt !== undefined && onset !== undefined;
  return {
    stoppedBy: stoppedBy ?? 'nobody',
    detectedBy: detectedBy ?? 'nobody',
    secondsToDetect: noticed ? Math.round((detectedAt - onset) / 1_000) : null,
    exposedUserSeconds: Math.round(exposedUserSeconds),
  };
}

function costsOf({ score: { costs } }: Life, days: number): RoundCosts {
  return {
    days,
    falseAlarms: costs.falseAlarms.length,
    byGuards: costs.falseAlarms.filter(({ by }) => by.startsWith('guard')).length,
    goodChanges: costs.goodChanges,
    goodStopped: costs.goodStopped.length,
    goodDelayed: costs.delayedMs.length,
    delayedHours: Math.round(costs.delayedMs.reduce((sum, { ms }) => sum + ms, 0) / 360_000) / 10,
  };
}
