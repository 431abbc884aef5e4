import type { Proposal } from '@hormesis/api';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { allows, sessionQuery } from '../../api/session.js';
import type { List } from '../../api/use-list.js';
import { DecideDialogs, type Decision } from '../../learning/decide-dialogs.js';
import { isOpen } from '../../learning/due.js';
import { byUsefulness, withAlternatives } from '../../learning/order-proposals.js';
import { DataTable } from '../../ui/data-table.js';
import { LoadMore } from '../../ui/load-more.js';
import { useNotice } from '../../ui/notices.js';
import { Resource } from '../../ui/resource.js';
import { AllFiltered, Empty } from '../../ui/states.js';
import { filterProposals, noFilter } from './filter-proposals.js';
import { decidedColumns, NarrowRow, waitingColumns } from './proposal-columns.js';
import { ProposalFilters } from './proposal-filters.js';
import styles from './proposals.module.css';
import { useQueueKeys } from './use-queue-keys.js';

const route = getRouteApi('/proposals');

const byDecision = (a: Proposal, b: Proposal) =>
  Date.parse(b.decidedAt ?? b.proposedAt) - Date.parse(a.decidedAt ?? a.proposedAt);

/** Proposals that wait, the most useful first; or those that were decided, the newest first. */
export function ProposalQueue({ list, tab }: { list: List<Proposal>; tab: 'waiting' | 'decided' }) {
  return (
    <Resource query={list}>
      {(here) => {
        if (here.length === 0) return tab === 'waiting' ? <NothingWaits /> : <NothingDecided />;
        return (
          <>
            <Rows here={here} tab={tab} />
            <LoadMore list={list} noun="proposals" />
          </>
        );
      }}
    </Resource>
  );
}

function Rows({ here, tab }: { here: readonly Proposal[]; tab: 'waiting' | 'decided' }) {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const table = useRef<HTMLDivElement>(null);
  const { data: session } = useQuery(sessionQuery);
  const notice = useNotice();
  const [asked, setAsked] = useState<{ proposal: Proposal; deciding: Decision }>();
  const [isAsking, setAsking] = useState(false);
  const shown = filterProposals(here, search);
  const rows = withAlternatives(shown, tab === 'waiting' ? byUsefulness : byDecision);

  const whenOpen = (act: (proposal: Proposal) => void) => (proposal: Proposal) => {
    if (!isOpen(proposal)) notice('It is decided already.');
    else if (!allows(session, 'proposals:write')) notice('Read only: your token lacks proposals:write.');
    else act(proposal);
  };
  const decide = (deciding: Decision) =>
    whenOpen((proposal) => {
      setAsked({ proposal, deciding });
      setAsking(true);
    });
  useQueueKeys(table, shown, {
    accept: decide('accept'),
    reject: decide('reject'),
    edit: whenOpen(
      ({ id }) => void navigate({ to: '/proposals/$id', params: { id }, search: { edit: 'files' } }),
    ),
  });

  return (
    <>
      <ProposalFilters here={here} shown={shown.length} tab={tab} />
      {shown.length === 0 ? (
        <AllFiltered
          hidden={here.length}
          noun="proposals"
          onClear={() => void navigate({ search: { tab: search.tab, ...noFilter }, replace: true })}
        />
      ) : (
        <div ref={table} className={styles.queue}>
          <DataTable
            label={tab === 'waiting' ? 'Proposals that wait for a decision' : 'Decided proposals'}
            columns={tab === 'waiting' ? waitingColumns : decidedColumns}
            rows={rows}
            keyOf={({ proposal }) => proposal.id}
            narrow={NarrowRow}
          />
          <Keys waiting={tab === 'waiting'} />
        </div>
      )}
      {asked && (
        <DecideDialogs
          proposal={asked.proposal}
          deciding={isAsking ? asked.deciding : undefined}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}

function Keys({ waiting }: { waiting: boolean }) {
  return (
    <p className={styles.keys}>
      <kbd>J</kbd> <kbd>K</kbd> move, <kbd>Enter</kbd> opens
      {waiting && (
        <>
          , <kbd>A</kbd> accepts, <kbd>R</kbd> rejects, <kbd>E</kbd> edits
        </>
      )}
    </p>
  );
}

function NothingWaits() {
  return (
    <Empty title="No proposal waits for a decision.">
      <p>
        When an incident is over, the learning service looks for tests, alerts and flag defaults that would
        have prevented it, detected it earlier or limited it, and replays them over the record. What it finds
        is listed here, for you to accept or reject.
      </p>
      <p>
        <Link to="/incidents">Look at the incidents</Link>
      </p>
    </Empty>
  );
}

function NothingDecided() {
  return (
    <Empty title="Nothing has been decided yet.">
      <p>Accepted, rejected and retired proposals are listed here, with what became of them.</p>
    </Empty>
  );
}
