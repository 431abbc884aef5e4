import type { Decider, Decision } from '@hormesis/decider';
import type { DataOf, StatementOf } from '@hormesis/events';

export type PostmortemStatement = StatementOf<'postmortem.published'>;

/** What was published of a week. */
export type Postmortem = { week: string; digest: string | undefined };

export const postmortemDecider: Decider<Postmortem, PostmortemStatement> = {
  category: 'postmortem',
  initial: (week) => ({ week, digest: undefined }),
  evolve: ({ week }, event) => ({ week, digest: event.data.digest }),
};

/** Says that a report was made. The same report is said once; a new version of it again. */
export function publishPostmortem(
  postmortem: Postmortem,
  data: DataOf<'postmortem.published'>,
): Decision<PostmortemStatement> {
  if (postmortem.digest === data.digest) return [];
  return [{ name: 'postmortem.published', subject: postmortem.week, data }];
}
