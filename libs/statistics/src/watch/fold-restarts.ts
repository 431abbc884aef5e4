import { rateOf } from '../counts/base-rate.js';
import { crashLoop, restarted } from '../silence/crash-loop.js';
import type { AnomalyLine } from './lines.js';
import type { Bucket, Group, WatchState } from './state.js';
import { anomalyLine } from './tell.js';

/** Metrics that count restarts by time: their total is not requests. */
export function countsRestarts(metric: string): boolean {
  return /restart|crash|oom/i.test(metric);
}

/** Whether what a change brought restarts again and again. */
export function foldRestarts(state: WatchState, group: Group, { cells }: Bucket, end: number): AnomalyLine[] {
  if (!countsRestarts(group.metric)) return [];
  const found: AnomalyLine[] = [];
  for (const [key, { bad, total }] of cells) {
    const cohort = group.cohorts.get(key);
    if (bad === 0 || cohort === undefined) continue;
    cohort.crashes ??= crashLoop();
    const perWindow = rateOf(group.bad.base) * total;
    const expected = (perWindow * 600_000) / group.width;
    const onset = restarted(cohort.crashes, bad, end, group.bad.base.bad < 3 ? 0 : expected);
    const [part = ''] = cohort.parts;
    if (onset === undefined || group.alarms.has(part)) continue;
    group.alarms.set(part, { at: end, measure: 'bad', lift: 4, calm: 0 });
    const changeId = cohort.parts.length === 1 ? part : undefined;
    const evidence = { restarts: cohort.crashes.restarts.length, withinMs: end - onset };
    found.push(anomalyLine(state, group, { changeId, onset, method: 'crash-loop', evidence }));
  }
  return found;
}
