import type { Judge } from './judge.js';
import { mannWhitney } from './mann-whitney.js';
import type { MinutePoint } from './minute-points.js';

/**
 * Minute points of the change's users against those of everybody else, or of the time before where nobody else is left, by
 * Mann and Whitney's test, as Kayenta does: share of errors, and mean latency.
 */
export const kayenta: Judge = ({ before, exposed, others }) => {
  const points = exposed.filter(({ total }) => total > 0);
  const measuredOthers = others.filter(({ total }) => total > 0);
  const control = measuredOthers.length > 0 ? measuredOthers : before.filter(({ total }) => total > 0);
  const by = (of: (point: MinutePoint) => number) => mannWhitney(points.map(of), control.map(of));
  return { errors: by((point) => point.errors), latency: by((point) => point.meanMs) };
};
