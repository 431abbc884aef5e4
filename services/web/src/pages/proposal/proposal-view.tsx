import type { Proposal } from '@hormesis/api';
import { Link } from '@tanstack/react-router';
import { actorText } from '../../format/actor-text.js';
import { Badge, ProposalBadge, proposalClassWord, proposalKindWord } from '../../ui/badge.js';
import { CodeBlock } from '../../ui/code-block.js';
import { Page, Section } from '../../ui/page.js';
import { Prose } from '../../ui/prose.js';
import { StaleBadge } from '../../ui/stale-badge.js';
import { Ago } from '../../ui/time.js';
import { ProposalCommands } from './proposal-commands.js';
import styles from './proposal-view.module.css';

export function ProposalView({ proposal }: { proposal: Proposal }) {
  return (
    <Page
      title={proposal.title}
      lead={
        <div className={styles.lead}>
          <ProposalBadge state={proposal.state} />
          <StaleBadge since={proposal.staleSince} />
          <Badge tone="quiet">{proposalKindWord(proposal.kind)}</Badge>
          <span>{proposalClassWord(proposal.class)}</span>
          <span>{[proposal.service, proposal.environment].filter(Boolean).join(' in ')}</span>
          <span>
            taught by{' '}
            <Link to="/incidents/$id" params={{ id: proposal.incident }}>
              {proposal.incident}
            </Link>{' '}
            <Ago at={proposal.proposedAt} />
          </span>
        </div>
      }
      actions={proposal.state === 'proposed' && <ProposalCommands proposal={proposal} />}
    >
      {proposal.decidedAt && (
        <p className={styles.decided}>
          {`${proposal.state === 'accepted' ? 'Accepted' : 'Rejected'} by ${actorText(proposal.decidedBy)} `}
          <Ago at={proposal.decidedAt} />
          {proposal.reason && `: ${proposal.reason}`}
        </p>
      )}
      <div className={styles.halves}>
        <Section title="Why">
          <p className={styles.text}>
            <Prose text={proposal.rationale} />
          </p>
        </Section>
        <Section title="How one will know that it works">
          <p className={styles.text}>
            <Prose text={proposal.verification} />
          </p>
        </Section>
      </div>
      <Section title={proposal.files.length === 1 ? 'File' : `${proposal.files.length} files`}>
        <div className={styles.files}>
          {proposal.files.map((file) => (
            <CodeBlock key={file.path} name={file.path} text={file.content} />
          ))}
        </div>
      </Section>
      <Section title="Made of these events">
        <ul className={styles.evidence}>
          {proposal.evidence.map((id) => (
            <li key={id}>
              <Link to="/incidents/$id" params={{ id: proposal.incident }} search={{ sel: id, view: 'all' }}>
                <code>{id}</code>
              </Link>
            </li>
          ))}
        </ul>
        <p className={styles.fingerprint}>
          Class of failure: <code>{proposal.fingerprint}</code>
        </p>
      </Section>
    </Page>
  );
}
