import { promDuration } from '../../alert/prometheus-text.js';
import type { Judged } from '../fit/judge.js';
import type { Lesson } from '../fit/lesson.js';

/** The alert as a Prometheus expression; null where that has no such thing. The scrape interval is the series’ usual step. */
export function promqlOf({ step }: Lesson, { track, direction, threshold }: Judged): string | null {
  const { how, signal, window, family } = track;
  const limit = Number((direction * threshold).toPrecision(6));
  const beyond = `${direction === 1 ? '>=' : '<='} ${limit}`;
  const range = rangeOf(window * step);
  if (family === 'silence') return `absent_over_time(METRIC[${rangeOf(threshold * step)}])`;
  if (how === 'sameness') return `changes(METRIC[${rangeOf(Math.ceil(threshold) * step)}]) == 0`;
  if (signal.baseline !== undefined) return null;
  if (how === 'mean') return window === 1 ? `METRIC ${beyond}` : `avg_over_time(METRIC[${range}]) ${beyond}`;
  if (how === 'median') return `quantile_over_time(0.5, METRIC[${range}]) ${beyond}`;
  if (how === 'change' && window === 1) return `METRIC - METRIC offset ${range} ${beyond}`;
  if (how === 'change')
    return `avg_over_time(METRIC[${range}]) - avg_over_time(METRIC[${range}] offset ${range}) ${beyond}`;
  return null;
}

function rangeOf(ms: number): string {
  return ms < 1000 ? `${Math.max(1, Math.round(ms))}ms` : promDuration(ms);
}
