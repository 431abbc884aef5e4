import type { Proposal } from '@hormesis/api';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { figure } from '../../learning/proposal-words.js';
import { Ago } from '../../ui/time.js';
import styles from './cautions.module.css';

/** What a reader must know before deciding: it is doubled in part, edited, not delivered, or cries too often. */
export function Cautions({ proposal }: { proposal: Proposal }) {
  const { retirement, reopened, undelivered, overlaps, alternativeTo, state } = proposal;
  return (
    <>
      {retirement && state === 'applied' && (
        <Caution title="It is proposed to take it out of force" tone="warn">
          {`${retirement.rightly} of ${retirement.fired} firings in ${figure(retirement.weeks)} weeks were right. `}
          {retirement.reason} (<Ago at={retirement.at} />)
        </Caution>
      )}
      {reopened.length > 0 && (
        <Caution title="It missed what it was to catch: there is more to learn" tone="warn">
          {reopened.map(({ missed, reason }) => (
            <span key={missed} className={styles.overlap}>
              <Link to="/incidents/$id" params={{ id: missed }}>
                {missed}
              </Link>
              {`: ${reason}`}
            </span>
          ))}
        </Caution>
      )}
      {undelivered && (
        <Caution title={`Not delivered by ${undelivered.by}`} tone="warn">
          {undelivered.reason} It is tried again. (<Ago at={undelivered.at} />)
        </Caution>
      )}
      {proposal.proposedFiles && proposal.backtest === null && (
        <Caution title="Edited since it was backtested" tone="warn">
          What was shown before is no longer what is proposed: run the backtest again.
        </Caution>
      )}
      {alternativeTo && (
        <Caution title="An alternative" tone="info">
          From the same incident there is one of this kind that did better:{' '}
          <Link to="/proposals/$id" params={{ id: alternativeTo }}>
            {alternativeTo}
          </Link>
          .
        </Caution>
      )}
      {overlaps.length > 0 && (
        <Caution title="Guards in force cover a part of it already" tone="info">
          {overlaps.map(({ guard, says }) => (
            <span key={guard} className={styles.overlap}>
              <Link to="/proposals/$id" params={{ id: guard }}>
                {guard}
              </Link>
              {`: ${says}`}
            </span>
          ))}
        </Caution>
      )}
    </>
  );
}

function Caution({ title, tone, children }: { title: string; tone: 'warn' | 'info'; children: ReactNode }) {
  return (
    <div className={styles.caution} data-tone={tone}>
      <h2>{title}</h2>
      <p>{children}</p>
    </div>
  );
}
