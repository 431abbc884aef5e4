import type { Proposal } from '@hormesis/api';
import { useNow } from '../live/use-now.js';
import { Badge } from '../ui/badge.js';
import { Ago } from '../ui/time.js';
import { isOverdue } from './due.js';

/** Until when, and whether that has passed. */
export function DueText({ proposal }: { proposal: Proposal }) {
  const now = useNow(60_000);
  if (proposal.due === null) return null;
  return isOverdue(proposal, now) ? (
    <>
      <Badge tone="bad" mark="up">
        overdue
      </Badge>{' '}
      since <time dateTime={proposal.due}>{proposal.due.slice(0, 10)}</time>
    </>
  ) : (
    <>
      due <Ago at={proposal.due} />
    </>
  );
}
