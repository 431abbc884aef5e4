import { Recorder } from '@hormesis/recording';
import type { FailureClass } from './catalogue/failure-class.js';
import { caseOf } from './learn/case-book.js';
import { type Guards, noGuards } from './learn/guards.js';
import { type Learnt, learn, type Taught } from './learn/learn.js';
import { goodPreview, previewOf } from './learn/previews.js';
import { environment } from './life/guardian.js';
import { Life } from './life/life.js';
import { day, epoch, type Plan, planRound } from './life/plan.js';
import { lagMs, metric } from './watch/sentinel.js';
import { type Measured, windowMs } from './world/window.js';

export type Rounds = {
  classes: readonly FailureClass[];
  warmUpDays: number;
  days: number;
  hasSentinel: boolean;
};

/** Round one; round two with the guards that it taught; and round two again without them. */
export type SeedRun = {
  first: Life;
  second: Life;
  without: Life;
  learnt: Learnt;
  /** Of the first round, and of the second. */
  cases: readonly Taught[];
  recurrences: readonly Taught[];
  /** When the proposals were accepted, milliseconds since 1970. */
  learntAt: number;
};

/** Lives through everything for one seed. */
export async function runSeed(
  seed: number,
  { classes, warmUpDays, days, hasSentinel }: Rounds,
  say: (line: string) => void,
): Promise<SeedRun> {
  const record = new Recorder();
  const cases: Taught[] = [];
  const recurrences: Taught[] = [];
  const first = new Life({
    seed,
    name: `${seed}-1`,
    hasSentinel,
    guards: noGuards,
    failing: new Map(),
    onWindow: (window) => note(record, window),
    onResolved: (incident, service, at) => {
      const read = caseOf(incident, service, at, { events: first.scribe.events, record, earlier: cases });
      cases.push({ ...read, occurrence: first.score.occurrenceOf(incident) });
    },
  });
  say('ordinary life');
  first.run(planRound(seed, 0, [], epoch, warmUpDays));
  const begin = epoch + warmUpDays * day;
  first.score.costs.falseAlarms.length = 0;
  say('round one');
  first.run(planRound(seed, 1, classes, begin, days));
  const end = begin + days * day;

  say('learning');
  const before = first.standing;
  const learnt = await learn(cases, { events: first.scribe.events, record, from: epoch, to: end });

  const plan = planRound(seed, 2, classes, end, days);
  say('round two');
  const second = new Life({
    seed,
    name: `${seed}-2`,
    hasSentinel,
    guards: learnt.guards,
    failing: await failingTests(plan, learnt.guards),
    before,
    onWindow: (window) => note(record, window),
    onResolved: (incident, service, at) => {
      const occurrence = second.score.occurrenceOf(incident);
      if (!occurrence) return;
      const events = [...first.scribe.events, ...second.scribe.events];
      const read = caseOf(incident, service, at, { events, record, earlier: cases });
      recurrences.push({ ...read, occurrence });
    },
  });
  second.run(plan);
  say('round two without guards');
  const without = new Life({
    seed,
    name: `${seed}-0`,
    hasSentinel,
    guards: noGuards,
    failing: new Map(),
    before,
  });
  without.run(plan);
  return { first, second, without, learnt, cases, recurrences, learntAt: end };
}

function note(record: Recorder, { service, cohort, start, total, bad, latency }: Measured): void {
  const seenAt = start + windowMs + lagMs;
  record.take({
    service,
    environment,
    metric,
    cohort,
    start,
    durationMs: windowMs,
    total,
    bad,
    latency,
    seenAt,
  });
}

/** Each change gets a preview, and each test of its service is run against that. */
async function failingTests({ changes }: Plan, { tests }: Guards): Promise<Map<string, readonly string[]>> {
  const failing = new Map<string, readonly string[]>();
  for (const { id, service, occurrence } of changes) {
    const preview = occurrence ? previewOf(occurrence) : goodPreview;
    const failed: string[] = [];
    for (const test of tests)
      if (test.service === service && (await test.fails(preview))) failed.push(test.id);
    if (failed.length > 0) failing.set(id, failed);
  }
  return failing;
}
