import type { ProjectionStatus } from '@hormesis/api';
import { ago } from '../cli/ago.js';
import type { Finding } from './finding.js';

/** More than this many events behind is worth a look. */
const tolerableLag = 100;

/** What is to be said of a projection or reaction: all that is wrong with it, else how far it is. */
export function projectionFindings(status: ProjectionStatus, now: Date = new Date()): Finding[] {
  const what = `${status.kind} ${status.name}`;
  const found = [
    ...parked(status, now),
    ...trouble(status, now),
    ...(status.outdated === null ? [] : [outdated(status.outdated)]),
  ].map((finding) => ({ ...finding, what }));
  if (found.length > 0) return found;
  const { behind } = status;
  const detail = behind === 0 ? 'up to date' : `${behind} events behind`;
  if (behind <= tolerableLag) return [{ level: 'good', what, detail }];
  return [{ level: 'odd', what, detail, remedy: 'Run one more projector if this does not shrink.' }];
}

type Found = Omit<Finding, 'what'>;

function parked({ kind, parked: count, staleSince }: ProjectionStatus, now: Date): Found[] {
  if (count === 0) return [];
  const since = staleSince === null ? '' : `, the first ${ago(staleSince, now)}`;
  const effect =
    kind === 'projection'
      ? 'It could not take these in; the rows that they concern stay as they were, all others flow.'
      : 'It could not handle these; all others flow.';
  return [
    {
      level: 'wrong',
      detail: `${count} ${count === 1 ? 'event' : 'events'} parked${since}`,
      remedy: `${effect} Each with its error: hormesis dead-letters list`,
    },
  ];
}

function trouble({ trouble: found, behind }: ProjectionStatus, now: Date): Found[] {
  if (!found) return [];
  const { topic, partition, since, error } = found;
  return [
    {
      level: 'wrong',
      detail: `${topic}/${partition} has waited since ${ago(since, now)}, ${behind} events behind: ${error}`,
      remedy: 'Nothing is lost: it goes on by itself once the database and the log answer as they should.',
    },
  ];
}

function outdated(remedy: string): Found {
  return { level: 'odd', detail: 'its live build is of another version than this release', remedy };
}
