import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { isApiError } from '../../api/api-error.js';
import { incidentQuery } from '../../api/resources.js';
import { Page } from '../../ui/page.js';
import { Empty, ErrorState, Skeleton } from '../../ui/states.js';
import { IncidentView } from './incident-view.js';

const route = getRouteApi('/incidents/$id');

/** One incident: what it is attributed to, what was done, and its timeline. */
export function IncidentPage() {
  const { id } = route.useParams();
  const { data, error, refetch } = useQuery(incidentQuery(id));
  if (data) return <IncidentView incident={data} refreshError={error} onRetry={() => void refetch()} />;
  return (
    <Page title={`Incident ${id}`}>
      {isApiError(error, 404) ? (
        <Empty title="This server knows no incident of that id.">
          <p>
            It may belong to another server, or the link is mistyped.{' '}
            <Link to="/incidents">All incidents</Link>
          </p>
        </Empty>
      ) : error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : (
        <Skeleton rows={10} />
      )}
    </Page>
  );
}
