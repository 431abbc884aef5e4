import type { Proposal } from '@hormesis/api';
import type { z } from 'zod';
import type { proposalsSearch } from '../../search/list-search.js';

type Search = z.infer<typeof proposalsSearch>;

/** Nothing filtered: what the address says when it says nothing. */
export const noFilter = { q: '', state: 'any', kind: 'any', does: 'any', service: '', class: '' } as const;

/** The states that each list holds. */
export const statesOf = {
  waiting: ['proposed', 'backtested'],
  decided: ['accepted', 'applied', 'rejected', 'retired'],
} as const satisfies Record<string, readonly Proposal['state'][]>;

export function filterProposals(
  proposals: readonly Proposal[],
  { q, state, kind, does, service, class: fingerprint }: Omit<Search, 'tab'>,
): Proposal[] {
  const wanted = q.trim().toLowerCase();
  const is = <Value>(chosen: Value | 'any' | '', value: Value) =>
    chosen === 'any' || chosen === '' || chosen === value;
  return proposals.filter((proposal) => {
    const words = [proposal.id, proposal.title, proposal.service, proposal.incident, proposal.owner ?? ''];
    return (
      is(state, proposal.state) &&
      is(kind, proposal.kind) &&
      is(does, proposal.class) &&
      is(service, proposal.service) &&
      is(fingerprint, proposal.fingerprint) &&
      (wanted === '' || words.some((word) => word.toLowerCase().includes(wanted)))
    );
  });
}
