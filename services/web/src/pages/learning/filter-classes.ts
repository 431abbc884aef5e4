import type { FailureClassSummary } from '@hormesis/api';
import type { z } from 'zod';
import { classTitle } from '../../learning/class-words.js';
import type { learningSearch } from '../../search/list-search.js';

/** Classes by words and by whether they are noticed sooner each time. */
export function filterClasses(
  classes: readonly FailureClassSummary[],
  { q, trend }: Pick<z.infer<typeof learningSearch>, 'q' | 'trend'>,
): FailureClassSummary[] {
  const wanted = q.trim().toLowerCase();
  return classes.filter((summary) => {
    if (trend !== 'any' && summary.trend.detection !== trend) return false;
    const { service, metric, signature } = summary.class;
    const words = [summary.fingerprint, classTitle(summary.class), service, metric, signature ?? ''];
    const incidents = summary.occurrences.map(({ incident }) => incident);
    return [...words, ...incidents].some((word) => word.toLowerCase().includes(wanted));
  });
}
