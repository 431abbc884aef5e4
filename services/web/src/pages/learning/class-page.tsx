import type { FailureClassSummary } from '@hormesis/api';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { isApiError } from '../../api/api-error.js';
import { classQuery } from '../../api/resources.js';
import { changeWord, classTitle, failureWord } from '../../learning/class-words.js';
import { GuardTable } from '../../learning/guard-table.js';
import { OccurrenceBars } from '../../learning/occurrence-bars.js';
import { Page, Section } from '../../ui/page.js';
import { Empty, ErrorState, Skeleton } from '../../ui/states.js';
import styles from './class-card.module.css';
import { DrillButton } from './drill-button.js';
import { OccurrenceTable } from './occurrence-table.js';

const route = getRouteApi('/learning/$fingerprint');

/** One class of failure: each of its occurrences, and what guards against the next. */
export function ClassPage() {
  const { fingerprint } = route.useParams();
  const { data, error, refetch } = useQuery(classQuery(fingerprint));
  if (data) return <ClassView summary={data} />;
  return (
    <Page title={`Class of failure ${fingerprint}`}>
      {isApiError(error, 404) ? (
        <Empty title="No incident of this class is known.">
          <p>
            Somebody may have put its incidents into another class. <Link to="/learning">All classes</Link>
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

function ClassView({ summary }: { summary: FailureClassSummary }) {
  const { occurrences, trend, guards, open, fingerprint } = summary;
  return (
    <Page
      title={classTitle(summary.class)}
      lead={
        <>
          Class of failure <code>{fingerprint}</code>. <Link to="/learning">All classes</Link>
        </>
      }
      actions={<DrillButton summary={summary} />}
    >
      <dl className={styles.facts}>
        {factsOf(summary.class).map(({ word, says }) => (
          <div key={word}>
            <dt>{word}</dt>
            <dd>{says}</dd>
          </div>
        ))}
      </dl>
      <Section title="From occurrence to occurrence" aside="the oldest at the left; drills are hollow">
        <div className={styles.card}>
          <div className={styles.multiples}>
            <OccurrenceBars
              occurrences={occurrences}
              measure="detection"
              trend={trend.detection}
              guarded={trend.guarded}
              height={150}
            />
            <OccurrenceBars
              occurrences={occurrences}
              measure="exposure"
              trend={trend.exposure}
              guarded={trend.guarded}
              height={150}
            />
          </div>
        </div>
      </Section>
      <Section title="Guards" aside={open > 0 && <Waiting open={open} fingerprint={fingerprint} />}>
        {guards.length > 0 ? (
          <GuardTable guards={guards} />
        ) : (
          <Empty title="Nothing guards against the next one yet.">
            <p>An accepted proposal becomes a guard once it is seen in force.</p>
          </Empty>
        )}
      </Section>
      <Section title="Occurrences" aside="a person can put an incident into another class">
        <OccurrenceTable summary={summary} />
      </Section>
    </Page>
  );
}

function Waiting({ open, fingerprint }: { open: number; fingerprint: string }) {
  return (
    <Link to="/proposals" search={{ tab: 'waiting', class: fingerprint }}>
      {open === 1 ? 'One proposal waits' : `${open} proposals wait`} for a decision
    </Link>
  );
}

function factsOf({ service, metric, failure, change, signature }: FailureClassSummary['class']) {
  return [
    { word: 'Service', says: service },
    { word: 'Signal', says: <code>{metric}</code> },
    { word: 'How it fails', says: failureWord(failure) },
    { word: 'What is behind it', says: changeWord(change) },
    { word: 'Error signature', says: signature === null ? 'no error recorded' : <code>{signature}</code> },
  ];
}
