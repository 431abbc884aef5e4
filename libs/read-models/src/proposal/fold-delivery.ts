import type { DataOf } from '@hormesis/events';
import type { ProposalValues } from './fold-proposal.js';

/** Delivered by this channel, the last time; what hindered it before no longer counts. */
export function foldDelivered(
  row: ProposalValues,
  { by, at }: DataOf<'proposal.delivered'>,
  deliveredAt: string,
): ProposalValues {
  return {
    ...row,
    delivered: [...row.delivered.filter((one) => one.by !== by), { by, at, deliveredAt }],
    undelivered: row.undelivered.filter((one) => one.by !== by),
  };
}

export function foldUndelivered(
  row: ProposalValues,
  { by, reason }: DataOf<'proposal.undelivered'>,
  at: string,
): ProposalValues {
  return {
    ...row,
    undelivered: [...row.undelivered.filter((one) => one.by !== by), { by, reason, at }],
  };
}
