import { readRules, ruleRun } from '@hormesis/promql';
import { Recorder } from '@hormesis/recording';
import type { IncidentCase } from '../case/incident-case.js';
import { endOf, seenAt } from '../case/signal-window.js';
import type { GuardInForce } from '../lesson.js';

const intervalMs = 15_000;
const lookBackMs = 60 * 60_000;

/** What was measured around an incident, as counters that rules can ask for. */
export function recordOf({ windows }: IncidentCase): Recorder {
  const record = new Recorder();
  for (const window of windows) {
    record.take({
      ...window,
      start: Date.parse(window.start),
      latency: window.latency ?? undefined,
      seenAt: seenAt(window),
    });
  }
  return record;
}

/**
 * When the rules of a guard in force fire within an incident first, by what was measured around it, milliseconds since
 * 1970. `undefined`: they do not, or fired before it already, or cannot be read.
 */
export function firingOfGuard(
  { files }: GuardInForce,
  incident: IncidentCase,
  record: Recorder,
): number | undefined {
  const onset = Date.parse(incident.onset);
  const last = incident.windows.at(-1);
  if (!last) return undefined;
  const until = incident.endedAt === undefined ? endOf(last) : Date.parse(incident.endedAt);
  const runs = files
    .filter(({ path }) => path.endsWith('.rules.yml'))
    .flatMap(({ content }) => {
      const read = readRules(content);
      return 'problems' in read ? [] : [ruleRun(read, record, { intervalMs })];
    });
  for (let at = onset - lookBackMs; at <= until; at += intervalMs) {
    for (const run of runs) run.evaluate(at);
    const fires = runs.some((run) => run.alerts().some(({ state }) => state === 'firing'));
    if (fires) return at < onset ? undefined : at;
  }
  return undefined;
}
