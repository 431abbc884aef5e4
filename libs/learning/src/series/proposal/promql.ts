import { promDuration } from '../../alert/prometheus-text.js';
import type { Judged } from '../fit/judge.js';
import type { Lesson } from '../fit/lesson.js';

/**
 * The alert as a Prometheus expression; null where that has no such thing. The scrape interval is the series’ usual step. Of a
 * range with fewer points than it has to hold, as at the begin of a series and behind a gap, it says nothing.
 */
export function promqlOf({ step }: Lesson, { track, direction, threshold }: Judged): string | null {
  const { how, signal, window, family } = track;
  const limit = Number((direction * threshold).toPrecision(6));
  const beyond = `${direction === 1 ? '>=' : '<='} ${limit}`;
  if (family === 'silence') return `absent_over_time(METRIC[${rangeOf(threshold * step)}])`;
  if (how === 'sameness') {
    const { points, whole } = last(Math.ceil(threshold), step);
    return `changes(${points}) == 0 and ${whole}`;
  }
  if (signal.baseline !== undefined) return null;
  const now = last(window, step);
  if (how === 'mean' && window === 1) return `METRIC ${beyond}`;
  if (how === 'mean') return `avg_over_time(${now.points}) ${beyond} and ${now.whole}`;
  if (how === 'median') return `quantile_over_time(0.5, ${now.points}) ${beyond} and ${now.whole}`;
  if (how !== 'change') return null;
  if (window === 1) return `METRIC - METRIC offset ${rangeOf(step)} ${beyond}`;
  const before = last(window, step, ` offset ${rangeOf(window * step)}`);
  return `avg_over_time(${now.points}) - avg_over_time(${before.points}) ${beyond} and ${now.whole} and ${before.whole}`;
}

/** So many points up to now, and that there are as many. */
function last(points: number, step: number, offset = ''): { points: string; whole: string } {
  const range = `METRIC[${rangeOf(points * step)}]${offset}`;
  return { points: range, whole: `count_over_time(${range}) >= ${points}` };
}

function rangeOf(ms: number): string {
  return ms < 1000 ? `${Math.max(1, Math.round(ms))}ms` : promDuration(ms);
}
