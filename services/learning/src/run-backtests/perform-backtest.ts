import {
  type NamedReport,
  notEvaluable,
  type Origin,
  type Period,
  PolicyReplay,
  parseRampPolicy,
  RulesReplay,
  scoreTest,
} from '@hormesis/backtest';
import type { Database } from '@hormesis/database';
import type { EventLog } from '@hormesis/log';
import { type RuleFile, readRules } from '@hormesis/promql';
import { readRecording } from '../record-signals/read-recording.js';
import type { BacktestTask, Took } from './backtest-task.js';
import { CannotReplay } from './cannot-replay.js';
import { readFacts } from './read-facts.js';
import { recordedSince } from './recorded-since.js';
import { type Slice, slicePerService, slicesOf } from './slices.js';

type Reading = {
  db: Database;
  log: EventLog;
  onProgress: (share: number) => void;
  /** Where the time that it takes is added up. */
  took: Took;
};

/** Of the time that a slice takes, so much is reading. */
const readingShare = 0.4;

/**
 * Runs a backtest over the record: reads what happened and what was measured, and replays.
 * @throws CannotReplay that says why it cannot be run
 */
export async function performBacktest(task: BacktestTask, reading: Reading): Promise<NamedReport[]> {
  const period = await periodOf(task, reading);
  const { subject } = task;
  if (subject.kind === 'rules') {
    return replayRules(fileOf([subject.rules]), undefined, null, undefined, period, reading);
  }
  if (subject.kind === 'flag-policy')
    return replayPolicy(task.name, subject.flagPolicy, null, period, reading);
  const { files, guards, of, origin } = subject;
  if (of === 'test') {
    const facts = await readFacts(reading.db, reading.log, period);
    return [{ rule: task.name, report: scoreTest(facts, origin, period), pictures: [] }];
  }
  if (of === 'flag-default') {
    const ramp = files.find(({ path }) => path.endsWith('.ramp.json'));
    if (!ramp) return nothingToReplay(task.name, 'ramp', '*.ramp.json', period, origin);
    return replayPolicy(task.name, ramp.content, origin, period, reading);
  }
  const rules = files.filter(({ path }) => path.endsWith('.rules.yml')).map(({ content }) => content);
  if (rules.length === 0) return nothingToReplay(task.name, 'rule', '*.rules.yml', period, origin);
  return replayRules(
    fileOf(rules),
    guards.length > 0 ? fileOf(guards) : undefined,
    origin,
    task.name,
    period,
    reading,
  );
}

function nothingToReplay(
  rule: string,
  what: string,
  path: string,
  period: Period,
  origin: Origin,
): NamedReport[] {
  const missing = [`A ${what} among its files (${path}).`];
  const reason = `It has no ${what}, so there is nothing to replay.`;
  return [{ rule, report: notEvaluable(reason, missing, period, origin), pictures: [] }];
}

async function replayRules(
  file: RuleFile,
  guards: RuleFile | undefined,
  origin: Origin | null,
  asOne: string | undefined,
  period: Period,
  { db, log, onProgress, took }: Reading,
): Promise<NamedReport[]> {
  const facts = await readFacts(db, log, period);
  const replay = new RulesReplay({ file, guards, facts, period, origin, asOne });
  const { byService, lookbackMs, services } = replay.needs;
  const span = { from: period.from - lookbackMs, to: period.to };
  const slices = await slicesOf(db, log, { ...span, services, byService });
  await overSlices(slices, onProgress, async (slice, readShare, replayShare) => {
    const recorder = await timed(took, 'readMs', () =>
      readRecording(db, log, { ...span, services: slice.services }, (windows) =>
        readShare(windows / Math.max(1, slice.windows)),
      ),
    );
    await timed(took, 'replayMs', () => replay.take(recorder, recorder.windows, replayShare));
  });
  return replay.reports();
}

async function replayPolicy(
  name: string,
  text: string,
  origin: Origin | null,
  period: Period,
  { db, log, onProgress, took }: Reading,
): Promise<NamedReport[]> {
  const facts = await readFacts(db, log, period);
  const replay = new PolicyReplay({ name, policy: parseRampPolicy(text), facts, period, origin });
  const span = { from: period.from - policyLookbackMs, to: period.to };
  const slices = await slicePerService(db, log, { ...span, services: replay.services });
  await overSlices(slices, onProgress, async ({ service }, _, replayShare) => {
    const recorder = await timed(took, 'readMs', () =>
      readRecording(db, log, { ...span, services: [service] }),
    );
    await timed(took, 'replayMs', () => replay.take(recorder, service, recorder.windows, replayShare));
  });
  return [replay.report()];
}

/** What is normal before a change is learnt from this. */
const policyLookbackMs = 60 * 60_000;

async function timed<T>(took: Took, what: keyof Took, work: () => T | Promise<T>): Promise<T> {
  const began = performance.now();
  try {
    return await work();
  } finally {
    took[what] += performance.now() - began;
  }
}

type Share = (share: number) => void;

/** Takes one slice after the other, and tells how far all of them are. */
async function overSlices<S extends Slice>(
  slices: readonly S[],
  onProgress: Share,
  take: (slice: S, readShare: Share, replayShare: Share) => Promise<void>,
): Promise<void> {
  const all = slices.reduce((sum, { windows }) => sum + Math.max(1, windows), 0);
  let done = 0;
  for (const slice of slices) {
    const part = Math.max(1, slice.windows) / all;
    const tell = (share: number) => onProgress(Math.min(1, done + part * Math.min(1, share)));
    await take(
      slice,
      (share) => tell(readingShare * share),
      (share) => tell(readingShare + (1 - readingShare) * share),
    );
    done += part;
    onProgress(Math.min(1, done));
  }
}

async function periodOf({ from, now, to }: BacktestTask, { db, log }: Reading): Promise<Period> {
  const since = from === undefined ? await recordedSince(db, log) : Date.parse(from);
  const until = Math.min(Date.parse(to ?? now), Date.parse(now));
  if (since === undefined) {
    throw new CannotReplay(
      'No signal window is on record yet, so there is nothing to replay. Send some, or name a period.',
    );
  }
  if (since >= until) {
    throw new CannotReplay(
      `The period is empty: it would be from ${new Date(since).toISOString()} to ${new Date(until).toISOString()}. Check from and to.`,
    );
  }
  return { from: since, to: until };
}

/** The groups of several files as those of one; a name may come again. */
function fileOf(texts: readonly string[]): RuleFile {
  const groups = texts.flatMap((text, n) => {
    const file = readRules(text);
    if ('problems' in file) {
      const [first] = file.problems;
      throw new CannotReplay(
        `The rules cannot be read. Line ${first?.line ?? 1}: ${first?.message ?? 'unknown'}`,
      );
    }
    return file.groups.map((group) => ({
      ...group,
      name: texts.length === 1 ? group.name : `${n}/${group.name}`,
    }));
  });
  return { groups };
}
