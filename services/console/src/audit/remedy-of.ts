import type { AuditFinding } from '@hormesis/projection';

/** What to do about a finding, in a sentence or two. */
export function remedyOf({ kind, projection, isProjection }: AuditFinding): string {
  if (kind === 'stands-still' || kind === 'no-checkpoint')
    return `${standing} The finding goes when it moves on.`;
  if (projection === null) return ofTheLog;
  return isProjection ? `Rebuild it from the log: hormesis rebuild ${projection}` : ofReaction(projection);
}

const standing =
  'See that the service runs that keeps it, and that it reaches the database and the log: hormesis status, and its log.';

const ofTheLog =
  'Find out whether records were deleted, or the log was restored from a backup. What is gone comes back only from a backup or from those who sent it: let them send it again. Then rebuild what is listed beside this, and acknowledge it.';

function ofReaction(name: string): string {
  return `${name} reacts to events and cannot be rebuilt. Look at the events it passed, do what is still needed, and acknowledge this.`;
}
