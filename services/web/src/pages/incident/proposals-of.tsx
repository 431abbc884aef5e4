import type { Proposal } from '@hormesis/api';
import { Link } from '@tanstack/react-router';
import { proposalList, withheldList } from '../../api/lists.js';
import { useList } from '../../api/use-list.js';
import { byUsefulness, type Ranked, withAlternatives } from '../../learning/order-proposals.js';
import { gainWords, judged, proposerWord } from '../../learning/proposal-words.js';
import { VerdictBadge } from '../../learning/verdict-badge.js';
import { ProposalBadge, proposalClassWord, proposalKindWord } from '../../ui/badge.js';
import { type Column, DataTable } from '../../ui/data-table.js';
import { Section } from '../../ui/page.js';
import { Prose } from '../../ui/prose.js';
import styles from './incident-case.module.css';

const columns: readonly Column<Ranked>[] = [
  {
    header: 'Proposal',
    cell: ({ proposal, alternative }) => (
      <>
        {alternative && <span className={styles.quiet}>or </span>}
        <Link to="/proposals/$id" params={{ id: proposal.id }}>
          {proposal.title}
        </Link>
      </>
    ),
  },
  { header: 'Kind', from: 'medium', cell: ({ proposal }) => proposalKindWord(proposal.kind) },
  { header: 'Does', from: 'wide', cell: ({ proposal }) => proposalClassWord(proposal.class) },
  { header: 'Backtest', from: 'medium', cell: ({ proposal }) => <VerdictBadge report={proposal.backtest} /> },
  {
    header: 'Brings',
    from: 'wide',
    cell: ({ proposal }) => {
      const known = judged(proposal);
      return known && gainWords(known);
    },
  },
  { header: 'State', cell: ({ proposal }) => <ProposalBadge state={proposal.state} /> },
];

/** What is proposed from the incident, and what its data did not allow to propose. */
export function ProposalsOf({ incident }: { incident: string }) {
  const proposals = useList(proposalList({ incident })).data ?? [];
  const withheld = useList(withheldList({ incident })).data ?? [];
  if (proposals.length === 0 && withheld.length === 0) return null;
  return (
    <Section title="Proposals" aside={standing(proposals)}>
      {proposals.length > 0 && (
        <DataTable
          label="Proposals from this incident"
          columns={columns}
          rows={withAlternatives(proposals, byUsefulness)}
          keyOf={({ proposal }) => proposal.id}
        />
      )}
      {withheld.length > 0 && (
        <details className={styles.withheld}>
          <summary>{`${withheld.length} more could not be proposed`}</summary>
          <ul>
            {withheld.map(({ proposer, reason }) => (
              <li key={proposer}>
                {`${proposerWord(proposer)}: `}
                <Prose text={reason} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </Section>
  );
}

function standing(proposals: readonly Proposal[]): string {
  const guards = proposals.filter(({ state }) => state === 'applied').length;
  return guards === 0 ? 'none is in force yet' : `${guards} in force`;
}
