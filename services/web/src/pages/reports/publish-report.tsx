import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { publishReport } from '../../api/commands.js';
import { allows, sessionQuery } from '../../api/session.js';
import { weekOf } from '../../format/iso-week.js';
import { Button } from '../../ui/button.js';
import { useCommand } from '../../ui/use-command.js';

const route = getRouteApi('/reports');

/** Publishes the report of the week that is going on, as far as it goes. */
export function PublishReport() {
  const { data: session } = useQuery(sessionQuery);
  const navigate = route.useNavigate();
  const week = weekOf(Date.now());
  const publish = useCommand(() => publishReport(week), {
    done: () => `Report of ${week} published.`,
    refresh: ['reports'],
  });
  if (!allows(session, 'reports:write')) return null;
  return (
    <>
      <Button
        isDisabled={publish.isPending}
        onPress={() => publish.mutate(undefined, { onSuccess: () => void navigate({ search: { week } }) })}
      >
        {publish.isPending ? 'Publishing…' : `Publish ${week} now`}
      </Button>
      {publish.error && <p role="alert">{publish.error.message}</p>}
    </>
  );
}
