import {
  labelKey,
  type RuleChange,
  type RuleFailure,
  type RuleFile,
  ruleRun,
  type SeriesSource,
} from '@hormesis/promql';
import type { Period } from '../facts/facts.js';
import type { Place } from '../facts/place.js';
import type { Firing } from '../score/firing.js';

/** Prometheus evaluates groups that state no interval so often. */
export const usualIntervalMs = 60_000;

const tellEvery = 512;

/** What the rules of a file did: firings by the name of the alert, and the first failure of each rule. */
export type Replayed = {
  firings: Map<string, Firing[]>;
  failures: Map<string, RuleFailure & { count: number }>;
};

/**
 * Runs a rule file over a source from the beginning of a period to its end, in the time of the recorded events: at each
 * evaluation only what was known then is visible.
 *
 * @param placeOf where an alert is that does not say so by its labels
 * @param progress hears the done share from time to time
 */
export function firingsOf(
  file: RuleFile,
  source: SeriesSource,
  { from, to }: Period,
  placeOf: (rule: string) => Place,
  progress: (share: number) => void = () => undefined,
): Replayed {
  const done: Replayed = { firings: new Map(), failures: new Map() };
  const standing = new Map<string, { rule: string; firing: Firing }>();
  // The source is whole from the beginning, so that nobody needs to look for new series.
  const whole: SeriesSource = { select: (matchers) => source.select(matchers), version: 0 };
  const run = ruleRun(file, whole, {
    intervalMs: usualIntervalMs,
    onFailure: (failure) => {
      const count = (done.failures.get(failure.rule)?.count ?? 0) + 1;
      done.failures.set(failure.rule, { ...failure, ...done.failures.get(failure.rule), count });
    },
  });
  let evaluations = 0;
  for (let at = firstAt(file, from); at < to; at = run.nextAt()) {
    for (const change of run.evaluate(at)) note(change, standing, done, placeOf);
    evaluations += 1;
    if (evaluations % tellEvery === 0) progress((at - from) / (to - from));
  }
  for (const { rule, firing } of standing.values()) keep(done, rule, { ...firing, to });
  return done;
}

/** On the beat of the fastest group, as counted from 1970: so the same period is evaluated at the same moments. */
export function firstAt(file: RuleFile, from: number): number {
  const beat = beatOf(file);
  return Math.ceil(from / beat) * beat;
}

/** The interval of the fastest group. */
export function beatOf({ groups }: RuleFile): number {
  return Math.min(usualIntervalMs, ...groups.map(({ intervalMs }) => intervalMs ?? usualIntervalMs));
}

function note(
  { at, group, labels, rule, state }: RuleChange,
  standing: Map<string, { rule: string; firing: Firing }>,
  done: Replayed,
  placeOf: (rule: string) => Place,
): void {
  if (state !== 'firing' && state !== 'resolved') return;
  const key = `${group}/${labelKey(labels)}`;
  if (state === 'firing') {
    const place = placeOf(rule);
    const { service = place.service, environment = place.environment } = labels;
    standing.set(key, { rule, firing: { service, environment, from: at, to: at } });
    return;
  }
  const known = standing.get(key);
  if (known) keep(done, known.rule, { ...known.firing, to: at });
  standing.delete(key);
}

function keep({ firings }: Replayed, rule: string, firing: Firing): void {
  const known = firings.get(rule);
  if (known) known.push(firing);
  else firings.set(rule, [firing]);
}
