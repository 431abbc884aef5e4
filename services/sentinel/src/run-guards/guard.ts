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
  /** What its rules read of the recorded signals. */
  reads: readonly (readonly Matcher[])[];
  /** The same without the names of series and buckets. */
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

/** So often at most a guard is evaluated to know what is pending and what fires. */
const mostToWarm = 11_000;

/**
 * The rules of an accepted alert; or why they cannot run. Each partition of the signals is watched by one process, and
 * holds whole services; so a rule that runs here reads the service of its incident alone, and says so in each selector.
 */
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
  const reads = asked.filter((matchers) => names(matchers, recordedNames));
  const elsewhere = reads.find((matchers) => !isOf(matchers, accepted.service));
  if (reads.length === 0) return { because: 'It reads no recorded signal.' };
  if (elsewhere)
    return {
      because: `It reads ${named(elsewhere)} without service=${JSON.stringify(accepted.service)}. Here an alert sees the service of its incident only. Write that in each selector, or load it in Prometheus.`,
    };
  const everyMs = Math.min(...groups.map(({ intervalMs }) => intervalMs ?? usualEveryMs));
  const warmMs = Math.max(...alerts.map(({ forMs, keepFiringForMs }) => forMs + keepFiringForMs)) + slackMs;
  if (warmMs > mostToWarm * everyMs)
    return {
      because: `With for and keep_firing_for it looks back on more than ${mostToWarm} evaluations. Give its group a longer interval, or shorten them.`,
    };
  return {
    ...accepted,
    rules: { groups },
    alerts,
    reads,
    asks: reads.map((matchers) => matchers.filter(({ label }) => !others.includes(label))),
    everyMs,
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

function isOf(matchers: readonly Matcher[], service: string): boolean {
  return matchers.some(({ label, op, value }) => label === 'service' && op === '=' && value === service);
}

function named(matchers: readonly Matcher[]): string {
  return matchers.find(({ label }) => label === '__name__')?.value ?? 'series without a name';
}
