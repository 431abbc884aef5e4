import type { BuildRow } from './build-row.js';

/** How far a build in work is, in words. */
export function describeProgress({
  state,
  report: { progress },
}: Pick<BuildRow, 'state' | 'report'>): string {
  if (state === 'requested' || !progress) return 'waiting for a projector';
  const { phase, done, total } = progress;
  const share = total === 0 ? 100 : Math.floor((100 * Math.min(done, total)) / total);
  return `${phase}, ${share} % of ${total} events`;
}
