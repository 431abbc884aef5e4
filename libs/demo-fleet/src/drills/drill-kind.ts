import type { Course, Failure, FaultKind, Harm } from '../faults/fault.js';
import type { DrillRequest } from './drill-request.js';

/** The fault that a drill injects, as a share of `intensity` of the requests feels it. */
export function drillKind(
  { failure, intensity, seconds }: DrillRequest,
  { boundToFlag }: { boundToFlag: boolean },
): FaultKind {
  const harm = harmOf(failure, intensity);
  const course: Course = failure === 'saturation' ? { shape: 'rising', seconds: seconds / 2 } : atOnce;
  return {
    name: `drill-${failure}`,
    failure: failures.find((known) => known === failure) ?? 'errors',
    origin: boundToFlag ? 'flag' : 'none',
    befalls: () => true,
    harm,
    course,
    metric: harm.errorRatio > 0 ? 'http.errors' : 'http.latency',
    summary: '',
    alert: `A drill: ${failure}`,
    ...(failure === 'crash' ? { crashes: 'crashed' as const } : {}),
    lastsAtMost: seconds,
  };
}

const failures: readonly Failure[] = ['errors', 'latency', 'silence', 'saturation', 'crash', 'correctness'];
const atOnce: Course = { shape: 'at-once' };

function harmOf(failure: string, intensity: number): Harm {
  switch (failure) {
    case 'latency':
      return { errorRatio: 0, slowness: 8, slowShare: intensity };
    case 'silence':
      return { errorRatio: 0, slowness: 1, traffic: 1 - intensity };
    case 'saturation':
      return { errorRatio: intensity / 2, slowness: 8 };
    default:
      return { errorRatio: intensity, slowness: 1.2 };
  }
}
