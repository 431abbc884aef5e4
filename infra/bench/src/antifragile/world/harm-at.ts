import type { Occurrence } from '../life/occurrence.js';
import { type Harm, scaled } from './harm.js';

/** What users of a fault meet at a time, by when it began for the first of them; nothing before it bites. */
export function harmAt({ course }: Occurrence, began: number, at: number): Harm | undefined {
  const since = at - began - course.delayMs;
  if (since < 0) return undefined;
  if (course.lastsMs !== undefined && since >= course.lastsMs) return undefined;
  return scaled(course.harm, course.growsMs === 0 ? 1 : Math.min(1, (since + 10_000) / course.growsMs));
}
