import type { Policy, PolicyRule } from '@hormesis/api';
import { at } from './commands.js';
import { send } from './http.js';

/** What a rule is set to; what is not named stays as it is. */
export type PolicyChange = PolicyRule &
  Pick<Policy, 'rung'> &
  Partial<Pick<Policy, 'pinned' | 'earn' | 'precision' | 'cap' | 'dryRun'>> & { reason: string };

export const changePolicy = (change: PolicyChange) => send('PUT', at('policy'), change);

export type NewFreeze = {
  service?: string;
  environment?: string;
  from?: string;
  until?: string;
  weekly?: { from: string; to: string; timeZone: string };
  reason: string;
};
export const declareFreeze = (freeze: NewFreeze) => send('POST', at('policy', 'freezes'), freeze);
export const liftFreeze = (id: string, reason: string) =>
  send('DELETE', at('policy', 'freezes', id), undefined, { reason });

export type NewMark = { service: string; environment?: string; version?: string; reason: string };
export const placeMark = (mark: NewMark) => send('POST', at('policy', 'marks'), mark);
export const liftMark = (id: string, reason: string) =>
  send('DELETE', at('policy', 'marks', id), undefined, { reason });

export const resetBreaker = (rule: PolicyRule, reason: string) =>
  send('POST', at('policy', 'breakers', 'reset'), { ...rule, ...(reason === '' ? {} : { reason }) });
