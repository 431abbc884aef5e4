import type { Proposal } from '@hormesis/api';
import type { z } from 'zod';
import type { proposalsSearch } from '../../search/list-search.js';

export function filterProposals(
  proposals: readonly Proposal[],
  { q, kind }: Pick<z.infer<typeof proposalsSearch>, 'q' | 'kind'>,
): Proposal[] {
  const wanted = q.trim().toLowerCase();
  return proposals.filter((proposal) => {
    if (kind !== 'any' && proposal.kind !== kind) return false;
    const words = [proposal.id, proposal.title, proposal.service, proposal.incident];
    return wanted === '' || words.some((word) => word.toLowerCase().includes(wanted));
  });
}
