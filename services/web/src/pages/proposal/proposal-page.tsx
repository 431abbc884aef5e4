import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { isApiError } from '../../api/api-error.js';
import { proposalQuery } from '../../api/resources.js';
import { Page } from '../../ui/page.js';
import { Empty, ErrorState, Skeleton } from '../../ui/states.js';
import { ProposalView } from './proposal-view.js';

const route = getRouteApi('/proposals/$id');

/** One proposal: what it is, why, its files, and the decision. */
export function ProposalPage() {
  const { id } = route.useParams();
  const { data, error, refetch } = useQuery(proposalQuery(id));
  if (data) return <ProposalView proposal={data} />;
  return (
    <Page title={`Proposal ${id}`}>
      {isApiError(error, 404) ? (
        <Empty title="This server knows no proposal of that id.">
          <p>
            <Link to="/proposals">All proposals</Link>
          </p>
        </Empty>
      ) : error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : (
        <Skeleton rows={8} />
      )}
    </Page>
  );
}
