import {
  type AlertRule,
  type Matcher,
  matches,
  type RuleFile,
  reachOfRules,
  readRules,
  selectorsOf,
} from '@hormesis/promql';
import { badMetric, latencyMetric, requestsMetric } from '@hormesis/recording';
import type { AcceptedAlert } from './accepted-alert.js';

/** An accepted alert with its rules. */
export type Guard = AcceptedAlert & {
  rules: RuleFile;
  alerts: readonly AlertRule[];
  /** What its rules read, without the names of series and buckets. */
  asks: readonly (readonly Matcher[])[];
  everyMs: number;
  /** How far its rules look back from a moment. */
  reachMs: number;
  /** For how long it has to be evaluated until it is known what is pending and what fires. */
  warmMs: number;
};

/** How often a rule is evaluated that does not say so itself. */
const usualEveryMs = 10_000;
const slackMs = 10 * 60_000;
const others = ['__name__', 'le'];
const recordedNames = [
  ...[requestsMetric, badMetric],
  ...['bucket', 'sum', 'count'].map((part) => `${latencyMetric}_${part}`),
];

/** The rules of an accepted alert; or why they cannot run. */
export function guardOf(accepted: AcceptedAlert): Guard | { because: string } {
  const files = accepted.files.filter(({ path }) => /\.rules\.ya?ml$/.test(path));
  const read = files.map(({ path, content }) => ({ path, read: readRules(content) }));
  for (const { path, read: file } of read) {
    if (!('problems' in file)) continue;
    const [problem] = file.problems;
    return { because: `${path}, line ${problem?.line ?? 1}: ${problem?.message ?? 'it cannot be read.'}` };
  }
  const groups = read.flatMap(({ read: file }) => ('groups' in file ? file.groups : []));
  const rules = groups.flatMap((group) => group.rules);
  const alerts = rules.filter((rule) => rule.kind === 'alert');
  if (alerts.length === 0) return { because: 'It has no alert rule in a file *.rules.yml.' };
  const asked = rules.flatMap(({ expression }) => selectorsOf(expression)).map(({ matchers }) => matchers);
  const here = rules.flatMap((rule) =>
    rule.kind === 'record' ? [rule.name] : ['ALERTS', 'ALERTS_FOR_STATE'],
  );
  const foreign = asked.find((matchers) => !names(matchers, [...recordedNames, ...here]));
  if (foreign)
    return {
      because: `It asks for ${named(foreign)}, which is not among the recorded signals. Load it in Prometheus.`,
    };
  const warmMs = Math.max(...alerts.map(({ forMs, keepFiringForMs }) => forMs + keepFiringForMs)) + slackMs;
  return {
    ...accepted,
    rules: { groups },
    alerts,
    asks: asked
      .filter((matchers) => names(matchers, recordedNames))
      .map((matchers) => matchers.filter(({ label }) => !others.includes(label))),
    everyMs: Math.min(...groups.map(({ intervalMs }) => intervalMs ?? usualEveryMs)),
    reachMs: reachOfRules({ groups }),
    warmMs,
  };
}

/** How far back the record of some guards has to reach from a moment at which they are to be evaluated. */
export function longestNeed(guards: readonly Guard[]): number {
  return Math.max(0, ...guards.map(({ reachMs, warmMs }) => reachMs + warmMs));
}

/** Whether a selector can mean a series of one of these names. */
function names(matchers: readonly Matcher[], series: readonly string[]): boolean {
  const chosen = matches(matchers.filter(({ label }) => label === '__name__'));
  return series.some((name) => chosen({ __name__: name }));
}

function named(matchers: readonly Matcher[]): string {
  return matchers.find(({ label }) => label === '__name__')?.value ?? 'series without a name';
}
