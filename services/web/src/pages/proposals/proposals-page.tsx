import { getRouteApi } from '@tanstack/react-router';
import { proposalList, withheldList } from '../../api/lists.js';
import { useList } from '../../api/use-list.js';
import { Page } from '../../ui/page.js';
import { Tabs } from '../../ui/tabs.js';
import { ProposalTable } from './proposal-table.js';
import { WithheldTable } from './withheld-table.js';

const route = getRouteApi('/proposals');

/** What incidents taught: to be decided, decided, and what their data did not allow to propose. */
export function ProposalsPage() {
  const { tab } = route.useSearch();
  const navigate = route.useNavigate();
  const proposals = useList(proposalList());
  const withheld = useList(withheldList());
  const waiting = proposals.data?.filter(({ state }) => state === 'proposed').length;
  return (
    <Page
      title="Proposals"
      lead="Tests, alerts and flag defaults that incidents taught. You decide; an accepted one is in force once it is seen to be applied."
    >
      <Tabs
        label="Proposals"
        selected={tab}
        onSelect={(chosen) => void navigate({ search: { tab: chosen } })}
        items={[
          {
            id: 'waiting',
            label: 'Waiting',
            count: waiting,
            content: () => <ProposalTable list={proposals} decided={false} />,
          },
          { id: 'decided', label: 'Decided', content: () => <ProposalTable list={proposals} decided /> },
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
