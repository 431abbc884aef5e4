import { getRouteApi, Link } from '@tanstack/react-router';
import { proposalList, withheldList } from '../../api/lists.js';
import { useList } from '../../api/use-list.js';
import { isOverdue } from '../../learning/due.js';
import { useNow } from '../../live/use-now.js';
import { Page } from '../../ui/page.js';
import { Tabs } from '../../ui/tabs.js';
import { noFilter, statesOf } from './filter-proposals.js';
import { ProposalQueue } from './proposal-queue.js';
import { WithheldTable } from './withheld-table.js';

const route = getRouteApi('/proposals');

/** What incidents taught: to be decided, decided, and what their data did not allow to propose. */
export function ProposalsPage() {
  const { tab } = route.useSearch();
  const navigate = route.useNavigate();
  const now = useNow(60_000);
  const waiting = useList(proposalList({ state: statesOf.waiting.join() }));
  const decided = useList(proposalList({ state: statesOf.decided.join() }));
  const withheld = useList(withheldList());
  const overdue = [...(waiting.data ?? []), ...(decided.data ?? [])].filter((proposal) =>
    isOverdue(proposal, now),
  ).length;
  return (
    <Page
      title="Proposals"
      lead={
        <>
          Tests, alerts and flag defaults that incidents taught, replayed over the record. You decide; an
          accepted one is in force once it is seen to be applied. What came of it is told under{' '}
          <Link to="/learning">Learning</Link>.
          {overdue > 0 && ` ${overdue} ${overdue === 1 ? 'is' : 'are'} overdue.`}
        </>
      }
    >
      <Tabs
        label="Proposals"
        selected={tab}
        onSelect={(chosen) => void navigate({ search: { tab: chosen, ...noFilter } })}
        items={[
          {
            id: 'waiting',
            label: 'Waiting',
            count: waiting.data?.length,
            content: () => <ProposalQueue list={waiting} tab="waiting" />,
          },
          {
            id: 'decided',
            label: 'Decided',
            count: decided.data?.length,
            content: () => <ProposalQueue list={decided} tab="decided" />,
          },
          {
            id: 'withheld',
            label: 'Withheld',
            count: withheld.data?.length,
            content: () => <WithheldTable list={withheld} />,
          },
        ]}
      />
    </Page>
  );
}
