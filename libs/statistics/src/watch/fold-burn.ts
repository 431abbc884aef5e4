import { burn, burnRate } from '../counts/burn-rate.js';
import type { AnomalyLine } from './lines.js';
import type { Bucket, Group, WatchState } from './state.js';
import { anomalyLine, round } from './tell.js';

/** Whether an objective that was given for this metric is used up too fast: the backstop of all other methods. */
export function foldBurn(
  state: WatchState,
  group: Group,
  { cells }: Bucket,
  end: number,
  objective: number | undefined,
): AnomalyLine[] {
  if (objective === undefined) return [];
  group.burn ??= burnRate();
  const all = { total: 0, bad: 0 };
  for (const { total, bad } of cells.values()) {
    all.total += total;
    all.bad += bad;
  }
  const page = burn(group.burn, all, end, objective);
  if (page === undefined || group.alarms.size > 0) return [];
  const onset = end - page.longMinutes * 60_000;
  const evidence = {
    burn: round(page.burn),
    threshold: page.limit,
    objective,
    longMinutes: page.longMinutes,
  };
  return [anomalyLine(state, group, { changeId: undefined, onset, method: 'burn-rate', evidence })];
}
