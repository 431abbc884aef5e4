import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { reportList } from '../../api/lists.js';
import { reportHtmlQuery } from '../../api/resources.js';
import { useList } from '../../api/use-list.js';
import { Page } from '../../ui/page.js';
import { Resource } from '../../ui/resource.js';
import { Empty } from '../../ui/states.js';
import { PublishReport } from './publish-report.js';
import { ReportFrame } from './report-frame.js';
import styles from './reports-page.module.css';

const route = getRouteApi('/reports');

/** The weekly reports, and one of them. */
export function ReportsPage() {
  const list = useList(reportList());
  const search = route.useSearch();
  const week = search.week ?? list.data?.[0]?.week;
  return (
    <Page
      title={search.week ? `Report ${search.week}` : 'Reports'}
      heading="Weekly reports"
      lead="What happened each week, from the log; each statement names its events."
      actions={<PublishReport />}
    >
      <Resource query={list}>
        {(reports) =>
          reports.length === 0 && !search.week ? (
            <Empty title="No report has been published yet.">
              <p>
                One is published each Monday for the week before. You can publish this week’s now, as far as
                it goes.
              </p>
            </Empty>
          ) : (
            <div className={styles.columns}>
              <nav aria-label="Weeks">
                <ul className={styles.weeks}>
                  {reports.map((report) => (
                    <li key={report.week}>
                      <Link
                        to="/reports"
                        search={{ week: report.week }}
                        className={styles.week}
                        aria-current={report.week === week ? 'page' : undefined}
                      >
                        <strong>{report.week}</strong>
                        <span>{report.incidents === 1 ? '1 incident' : `${report.incidents} incidents`}</span>
                      </Link>
                    </li>
                  ))}
                </ul>
              </nav>
              {week && <Report week={week} />}
            </div>
          )
        }
      </Resource>
    </Page>
  );
}

function Report({ week }: { week: string }) {
  const query = useQuery(reportHtmlQuery(week));
  return (
    <div className={styles.report}>
      <Resource query={query} rows={12}>
        {(html) => <ReportFrame week={week} html={html} />}
      </Resource>
    </div>
  );
}
