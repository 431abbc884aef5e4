import { getRouteApi } from '@tanstack/react-router';
import { Page } from '../../ui/page.js';
import { Tabs } from '../../ui/tabs.js';
import { ChangeHistory } from './change-history.js';
import { Findings } from './findings.js';
import { RunningNow } from './running-now.js';

const route = getRouteApi('/deployments');

/** What runs where, and how it came to be. */
export function DeploymentsPage() {
  const { tab } = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <Page title="Deployments" lead="What runs where, who put it there, and every change that led to it.">
      <Tabs
        label="Deployments"
        selected={tab}
        onSelect={(chosen) => void navigate({ search: { tab: chosen } })}
        items={[
          {
            id: 'now',
            label: 'Running now',
            content: () => (
              <>
                <RunningNow />
                <Findings />
              </>
            ),
          },
          { id: 'history', label: 'Change history', content: () => <ChangeHistory /> },
        ]}
      />
    </Page>
  );
}
