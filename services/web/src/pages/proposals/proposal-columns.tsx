import type { Proposal } from '@hormesis/api';
import { Link } from '@tanstack/react-router';
import { isOpen } from '../../learning/due.js';
import { DueText } from '../../learning/due-text.js';
import type { Ranked } from '../../learning/order-proposals.js';
import { costWords, gainWords, judged, proposerWord, recallWords } from '../../learning/proposal-words.js';
import { VerdictBadge } from '../../learning/verdict-badge.js';
import { ProposalBadge, proposalClassWord, proposalKindWord } from '../../ui/badge.js';
import type { Column } from '../../ui/data-table.js';
import { StaleBadge } from '../../ui/stale-badge.js';
import { Ago } from '../../ui/time.js';
import styles from './proposals.module.css';

const title: Column<Ranked> = {
  header: 'Proposal',
  cell: ({ proposal, alternative }) => (
    <div className={styles.title} data-alternative={alternative || undefined}>
      {alternative && <span className={styles.or}>or </span>}
      <Link to="/proposals/$id" params={{ id: proposal.id }} data-proposal={proposal.id}>
        {proposal.title}
      </Link>
      <div className={styles.meta}>
        <span>{`${proposalKindWord(proposal.kind)}, ${proposerWord(proposal.proposer)}`}</span>
        {!alternative && (
          <>
            <span>{proposalClassWord(proposal.class)}</span>
            <span>{[proposal.service, proposal.environment].filter(Boolean).join(' in ')}</span>
            <span>
              from{' '}
              <Link to="/incidents/$id" params={{ id: proposal.incident }}>
                {proposal.incident}
              </Link>
            </span>
          </>
        )}
      </div>
    </div>
  ),
};

const backtest: Column<Ranked> = {
  header: 'Backtest',
  from: 'medium',
  cell: ({ proposal }) => (
    <div className={styles.figures}>
      <VerdictBadge report={proposal.backtest} />
      <span className={styles.small}>{wordsOf(proposal, recallWords)}</span>
    </div>
  ),
};

const gain: Column<Ranked> = {
  header: 'Brings',
  from: 'medium',
  cell: ({ proposal }) => wordsOf(proposal, gainWords) ?? <Unknown />,
};

const cost: Column<Ranked> = {
  header: 'Costs',
  from: 'wide',
  cell: ({ proposal }) => {
    const known = wordsOf(proposal, costWords);
    if (!known) return proposal.kind === 'test' && proposal.backtest ? '' : <Unknown />;
    return (
      <div className={styles.figures}>
        {known.words}
        {known.range && <span className={styles.small}>{known.range}</span>}
      </div>
    );
  },
};

const owner: Column<Ranked> = {
  header: 'Owner',
  from: 'wide',
  cell: ({ proposal }) => (
    <div className={styles.figures}>
      {proposal.owner ?? <span className={styles.small}>nobody yet</span>}
      <span className={styles.small}>
        <DueText proposal={proposal} />
      </span>
    </div>
  ),
};

const since: Column<Ranked> = {
  header: 'Waits since',
  from: 'medium',
  align: 'end',
  cell: ({ proposal }) => (
    <span className={styles.nowrap}>
      <Ago at={proposal.proposedAt} />
      <StaleBadge since={proposal.staleSince} />
    </span>
  ),
};

const state: Column<Ranked> = {
  header: 'State',
  from: 'medium',
  cell: ({ proposal }) => (
    <div className={styles.figures}>
      <span>
        <ProposalBadge state={proposal.state} />
        <StaleBadge since={proposal.staleSince} />
      </span>
      <span className={styles.small}>
        <Ago at={proposal.retiredAt ?? proposal.appliedAt ?? proposal.decidedAt ?? proposal.proposedAt} />
      </span>
    </div>
  ),
};

const exercised: Column<Ranked> = {
  header: 'Exercised',
  from: 'wide',
  cell: ({ proposal }) => <span className={styles.small}>{exercisedWords(proposal)}</span>,
};

export const waitingColumns = [title, backtest, gain, cost, owner, since] as const;
export const decidedColumns = [title, state, exercised, gain, cost, owner] as const;

/** `2 caught, 1 missed`; “not yet” where nothing met it; nothing where it is not in force. */
export function exercisedWords({ state: at, exercises }: Pick<Proposal, 'state' | 'exercises'>): string {
  const caught = exercises.filter(({ outcome }) => outcome === 'caught').length;
  if (exercises.length > 0) return `${caught} caught, ${exercises.length - caught} missed`;
  return at === 'applied' ? 'not yet' : '';
}

/** What a narrow window says under the title of the columns that it leaves out. */
export function NarrowRow({ proposal }: Ranked) {
  return (
    <span className={styles.narrow}>
      {isOpen(proposal) ? (
        <VerdictBadge report={proposal.backtest} />
      ) : (
        <ProposalBadge state={proposal.state} />
      )}
      {wordsOf(proposal, gainWords)}
      {proposal.owner && `, ${proposal.owner}`}
    </span>
  );
}

function wordsOf<Words>(proposal: Proposal, of: (known: NonNullable<ReturnType<typeof judged>>) => Words) {
  const known = judged(proposal);
  return known && of(known);
}

function Unknown() {
  return <span className={styles.small}>not known</span>;
}
