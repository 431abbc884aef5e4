import type { ProjectionStatus } from '@hormesis/api';
import { duration } from '../format/duration.js';
import { relativeTime } from '../format/relative-time.js';

const patience = 3000;
const tolerated = 10;

/** The sentence for a lost live feed; none before it has been lost for 3 s, so that a reconnect does not flash. */
export function staleText(
  lostSince: number | null,
  lastEventAt: number | null,
  now: number,
): string | undefined {
  if (lostSince === null || now - lostSince < patience) return undefined;
  const last = lastEventAt === null ? '' : ` Last event ${relativeTime(lastEventAt, now)}.`;
  return `Disconnected for ${duration(now - lostSince)}.${last} Retrying. What you see may be out of date.`;
}

type Lag = Pick<ProjectionStatus, 'name' | 'behind' | 'parked'>;

/** The sentence for read models that lag behind the log, or that left events out. */
export function laggingText(projections: readonly Lag[]): string | undefined {
  const slowest = projections.reduce<Lag | undefined>(
    (most, next) => (next.behind > (most?.behind ?? tolerated) ? next : most),
    undefined,
  );
  const parked = projections.reduce((sum, next) => sum + next.parked, 0);
  const lag = slowest && `Catching up: ${slowest.name} is ${slowest.behind} events behind the log.`;
  const left =
    parked > 0 &&
    `${parked} ${parked === 1 ? 'event' : 'events'} could not be taken in; \`hormesis dead-letters list\` says which.`;
  return [lag, left].filter(Boolean).join(' ') || undefined;
}
