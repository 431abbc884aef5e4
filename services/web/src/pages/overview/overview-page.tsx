import { useQuery } from '@tanstack/react-query';
import { changeList, deploymentList, incidentList } from '../../api/lists.js';
import { statusQuery } from '../../api/resources.js';
import { useList } from '../../api/use-list.js';
import { FirstEvent } from '../../shell/first-event.js';
import { Page, Section } from '../../ui/page.js';
import { Resource } from '../../ui/resource.js';
import { Empty } from '../../ui/states.js';
import { WatchedNow } from '../../watch/watched-now.js';
import { Cautions } from './cautions.js';
import { ChangeFeed } from './change-feed.js';
import { Counters } from './counters.js';
import { headline } from './headline.js';
import { OpenIncidents } from './open-incidents.js';
import styles from './overview-page.module.css';
import { WhatRunsWhere } from './what-runs-where.js';

/** What is happening now. */
export function OverviewPage() {
  const status = useQuery(statusQuery);
  const incidents = useList(incidentList({ phase: 'unresolved' }));
  const changes = useList(changeList({}, 12));
  const deployments = useList(deploymentList());
  const nothingYet =
    incidents.data?.length === 0 &&
    changes.data?.length === 0 &&
    deployments.data?.length === 0 &&
    !incidents.error;

  return (
    <Page
      title="Overview"
      heading={headline(incidents.data)}
      lead="What is happening now, and what ran into it."
    >
      {nothingYet ? (
        <Empty title="No event has arrived yet.">
          <FirstEvent />
        </Empty>
      ) : (
        <>
          <Resource query={status} rows={1}>
            {(data) => <Counters status={data} />}
          </Resource>
          <Cautions />
          <Resource query={incidents} rows={3}>
            {(items) => items.length > 0 && <OpenIncidents incidents={items} />}
          </Resource>
          <WatchedNow incidents={incidents.data ?? []} />
          <div className={styles.halves}>
            <Section title="Newest changes">
              <Resource query={changes}>{(items) => <ChangeFeed changes={items.slice(0, 12)} />}</Resource>
            </Section>
            <Section title="What runs where">
              <Resource query={deployments}>{(items) => <WhatRunsWhere deployments={items} />}</Resource>
            </Section>
          </div>
        </>
      )}
    </Page>
  );
}
