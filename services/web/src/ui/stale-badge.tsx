import type { StaleSince } from '@hormesis/api';
import { utc } from '../format/utc.js';
import { Badge } from './badge.js';

/** Says that a row no longer follows the log, and why on hover; nothing where it does. */
export function StaleBadge({ since }: { since: StaleSince | null }) {
  if (!since) return null;
  const why = `Not up to date since ${utc(since.at)}: ${since.position} could not be taken in. ${since.error}`;
  return (
    <span title={why}>
      {' '}
      <Badge tone="warn" mark="half">
        stale
      </Badge>
    </span>
  );
}
