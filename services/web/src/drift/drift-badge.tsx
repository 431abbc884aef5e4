import type { Drift } from '@hormesis/api';
import { useQuery } from '@tanstack/react-query';
import { driftQuery } from '../api/resources.js';
import { Badge } from '../ui/badge.js';
import { driftWords } from './drift-words.js';

type Place = { flag: string } | { service: string; environment: string };

function isOf(drift: Drift, place: Place): boolean {
  if (drift.phase !== 'open') return false;
  if ('flag' in place) return drift.flag === place.flag;
  return (
    drift.flag === null &&
    drift.service === place.service &&
    (drift.environment === null || drift.environment === place.environment)
  );
}

/** Says that Git still says otherwise, until it agrees; the badge leads to the pull request where there is one. */
export function DriftBadge(place: Place) {
  const { data } = useQuery(driftQuery);
  const drift = data?.items.find((item) => isOf(item, place));
  if (!drift) return null;
  const badge = (
    <Badge tone="warn" mark="half">
      Git differs
    </Badge>
  );
  return (
    <span title={driftWords(drift)}>
      {' '}
      {drift.pullRequest === null ? (
        badge
      ) : (
        <a href={drift.pullRequest} aria-label={`Git differs: ${drift.pullRequest}`}>
          {badge}
        </a>
      )}
    </span>
  );
}
