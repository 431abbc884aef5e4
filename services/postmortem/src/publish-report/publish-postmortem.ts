import type { Decider, Decision } from '@hormesis/decider';
import type { DataOf, StatementOf } from '@hormesis/events';

export type PostmortemStatement = StatementOf<'postmortem.published'>;

/** What was published of a week, and whether the week was over then. */
export type Postmortem = { week: string; digest: string | undefined; whole: boolean };

export const postmortemDecider: Decider<Postmortem, PostmortemStatement> = {
  category: 'postmortem',
  initial: (week) => ({ week, digest: undefined, whole: false }),
  evolve: ({ week }, { data, time }) => ({ week, digest: data.digest, whole: isOver(data, new Date(time)) }),
};

/**
 * Says that a report was made. The same report is said once, a new version of it again; so is one that was said while
 * its week ran, once the week is over.
 */
export function publishPostmortem(
  postmortem: Postmortem,
  data: DataOf<'postmortem.published'>,
  madeAt: Date,
): Decision<PostmortemStatement> {
  const isSaid = postmortem.digest === data.digest && (postmortem.whole || !isOver(data, madeAt));
  return isSaid ? [] : [{ name: 'postmortem.published', subject: postmortem.week, data }];
}

function isOver({ to }: { to: string }, at: Date): boolean {
  return Date.parse(to) <= at.getTime();
}
