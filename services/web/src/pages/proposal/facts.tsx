import type { Proposal } from '@hormesis/api';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { ClassLink } from '../../learning/class-link.js';
import { DueText } from '../../learning/due-text.js';
import { proposerWord } from '../../learning/proposal-words.js';
import { proposalClassWord, proposalKindWord } from '../../ui/badge.js';
import { Ago } from '../../ui/time.js';
import styles from './facts.module.css';

const seenWords: Readonly<Record<string, string>> = {
  'rule-loaded': 'The rule was seen loaded',
  commit: 'The commit was seen',
  'flag-event': 'The change of the flag was seen',
  sentinel: 'The sentinel runs it',
};

/** What is to be known beside the proposal: whose it is, where it went, what it was made of. */
export function Facts({ proposal }: { proposal: Proposal }) {
  const { incident } = proposal;
  return (
    <dl className={styles.facts}>
      <Fact word="Owner">
        {proposal.owner ?? 'nobody yet'}
        {proposal.due && (
          <span className={styles.line}>
            <DueText proposal={proposal} />
          </span>
        )}
      </Fact>
      <Fact word="What it is">
        {`${proposalKindWord(proposal.kind)}: ${proposerWord(proposal.proposer)}; ${proposalClassWord(proposal.class)}`}
      </Fact>
      <Fact word="Taught by">
        <Link to="/incidents/$id" params={{ id: incident }}>
          {incident}
        </Link>
        <span className={styles.line}>
          <Ago at={proposal.proposedAt} />
        </span>
      </Fact>
      <Fact word="Class of failure">
        <ClassLink fingerprint={proposal.fingerprint} />
      </Fact>
      {proposal.delivered.length > 0 && (
        <Fact word="Delivered">
          {proposal.delivered.map(({ by, at, deliveredAt }) => (
            <span key={`${by} ${at}`} className={styles.line}>
              {/^https?:/.test(at) ? <a href={at}>{at.replace(/^https?:\/\//, '')}</a> : <code>{at}</code>}
              {` by ${by} `}
              <Ago at={deliveredAt} />
            </span>
          ))}
        </Fact>
      )}
      {proposal.applied && proposal.appliedAt && (
        <Fact word="In force since">
          <Ago at={proposal.appliedAt} />
          <span className={styles.line}>
            {`${seenWords[proposal.applied.seen] ?? proposal.applied.seen}: `}
            <code>{proposal.applied.evidence}</code>
          </span>
        </Fact>
      )}
      <Fact word="Made of these events">
        {proposal.evidence.map((id) => (
          <span key={id} className={styles.line}>
            <Link to="/incidents/$id" params={{ id: incident }} search={{ sel: id, view: 'all' }}>
              <code>{id}</code>
            </Link>
          </span>
        ))}
      </Fact>
    </dl>
  );
}

function Fact({ word, children }: { word: string; children: ReactNode }) {
  return (
    <div className={styles.fact}>
      <dt>{word}</dt>
      <dd>{children}</dd>
    </div>
  );
}
