import type { Proposal } from '@hormesis/api';

/** Whether somebody still has to do something about it. */
export const isOpen = ({ state }: Pick<Proposal, 'state'>): boolean =>
  state === 'proposed' || state === 'backtested';

/** Whether its day has passed while it waits for a decision, or to be put in force. */
export const isOverdue = ({ state, due }: Pick<Proposal, 'state' | 'due'>, now: number): boolean =>
  due !== null && (isOpen({ state }) || state === 'accepted') && Date.parse(due) < now;
