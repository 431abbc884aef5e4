import type { Proposal } from '@hormesis/api';
import { getRouteApi, Link } from '@tanstack/react-router';
import { actorText } from '../../format/actor-text.js';
import { ProposalBadge, proposalClassWord, proposalKindWord } from '../../ui/badge.js';
import { Page, Section } from '../../ui/page.js';
import { Prose } from '../../ui/prose.js';
import { StaleBadge } from '../../ui/stale-badge.js';
import { Ago } from '../../ui/time.js';
import { Artefact } from './artefact.js';
import { BacktestSection } from './backtest-section.js';
import { Cautions } from './cautions.js';
import { Exercises } from './exercises.js';
import { Facts } from './facts.js';
import { Lifecycle } from './lifecycle.js';
import { ProposalCommands } from './proposal-commands.js';
import styles from './proposal-view.module.css';

const route = getRouteApi('/proposals/$id');

export function ProposalView({ proposal }: { proposal: Proposal }) {
  const { edit } = route.useSearch();
  const navigate = route.useNavigate();
  const setEdit = (wanted: 'files' | undefined) =>
    void navigate({ search: { edit: wanted }, replace: true, resetScroll: false });
  return (
    <Page
      title={proposal.title}
      lead={<Lead proposal={proposal} />}
      actions={<ProposalCommands proposal={proposal} onEdit={() => setEdit('files')} />}
    >
      <Lifecycle proposal={proposal} />
      <Said proposal={proposal} />
      <Cautions proposal={proposal} />
      <div className={styles.columns}>
        <div className={styles.main}>
          {edit === 'files' && <Artefact proposal={proposal} editing onDone={() => setEdit(undefined)} />}
          <Why proposal={proposal} />
          <Exercises proposal={proposal} />
          <BacktestSection proposal={proposal} />
          {edit !== 'files' && (
            <Artefact proposal={proposal} editing={false} onDone={() => setEdit(undefined)} />
          )}
        </div>
        <aside className={styles.aside} aria-label="About the proposal">
          <Facts proposal={proposal} />
        </aside>
      </div>
    </Page>
  );
}

/** What was said at the last decision. */
function Said({ proposal: { state, reason, decidedBy, decidedAt, retiredAt } }: { proposal: Proposal }) {
  const at = retiredAt ?? decidedAt;
  if (reason === null || at === null) return null;
  const by = ` by ${actorText(decidedBy)} `;
  return (
    <p className={styles.decided}>
      {state === 'retired' ? 'Retired ' : `${state === 'rejected' ? 'Rejected' : 'Accepted'}${by}`}
      <Ago at={at} />
      {`: ${reason}`}
    </p>
  );
}

function Lead({ proposal }: { proposal: Proposal }) {
  return (
    <div className={styles.lead}>
      <ProposalBadge state={proposal.state} />
      <StaleBadge since={proposal.staleSince} />
      <span>{proposalKindWord(proposal.kind)}</span>
      <span>{proposalClassWord(proposal.class)}</span>
      <span>{[proposal.service, proposal.environment].filter(Boolean).join(' in ')}</span>
      <span>
        taught by{' '}
        <Link to="/incidents/$id" params={{ id: proposal.incident }}>
          {proposal.incident}
        </Link>
      </span>
    </div>
  );
}

/** Why, and how far it reaches: this incident, and one step more general. */
function Why({ proposal }: { proposal: Proposal }) {
  return (
    <Section title="Why">
      <p className={styles.text}>
        <Prose text={proposal.rationale} />
      </p>
      <div className={styles.reach}>
        <div>
          <h3>This incident</h3>
          <p>
            <Prose text={proposal.instance} />
          </p>
        </div>
        <div>
          <h3>One step more general</h3>
          <p>
            <Prose text={proposal.generalised} />
          </p>
        </div>
        <div>
          <h3>How one will know that it works</h3>
          <p>
            <Prose text={proposal.verification} />
          </p>
        </div>
      </div>
    </Section>
  );
}
