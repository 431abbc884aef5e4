import type { Backtest, Proposal } from '@hormesis/api';
import { useQuery } from '@tanstack/react-query';
import { backtestQuery, backtestsQuery } from '../../api/resources.js';
import { utcMinute } from '../../format/utc.js';
import { IncidentPicture } from '../../learning/incident-picture.js';
import { counted, type Report } from '../../learning/proposal-words.js';
import { VerdictBadge } from '../../learning/verdict-badge.js';
import { Section } from '../../ui/page.js';
import { Prose } from '../../ui/prose.js';
import { Empty } from '../../ui/states.js';
import styles from './backtest.module.css';
import { BacktestRun } from './backtest-run.js';
import { ClassIncidents } from './class-incidents.js';
import { Figures, NotEvaluable } from './figures.js';
import { chosenWords } from './figures-of.js';

/** What a replay of the record shows: the picture of the incident, the figures, and each incident of the class. */
export function BacktestSection({ proposal }: { proposal: Proposal }) {
  const { data } = useQuery(backtestsQuery(proposal.id));
  const runs = data?.items ?? [];
  const newest = newestOf(runs);
  const shown = newestOf(runs.filter(({ state }) => state === 'done'));
  const { data: full } = useQuery({ ...backtestQuery(shown?.id ?? ''), enabled: shown !== undefined });
  const pictures = full?.reports.flatMap((report) => report.pictures) ?? [];
  const picture = pictures.find(({ incident }) => incident === proposal.incident) ?? pictures[0];
  return (
    <Section title="What the record shows" aside={<BacktestRun proposal={proposal} newest={newest} />}>
      <div className={styles.stack}>
        {proposal.backtest ? (
          <>
            <Verdict report={proposal.backtest} />
            {picture && <IncidentPicture picture={picture} asShare={proposal.proposer !== 'silence'} />}
            {proposal.backtest.verdict === 'not-evaluable' ? (
              <NotEvaluable report={proposal.backtest} />
            ) : (
              <Figures report={proposal.backtest} kind={proposal.kind} />
            )}
            <Footing report={proposal.backtest} kind={proposal.kind} />
          </>
        ) : (
          <NotTried proposal={proposal} />
        )}
      </div>
    </Section>
  );
}

const newestOf = (runs: readonly Backtest[]): Backtest | undefined =>
  runs.toSorted((a, b) => Date.parse(b.startedAt) - Date.parse(a.startedAt))[0];

function Verdict({ report }: { report: Report }) {
  return (
    <p className={styles.verdict}>
      <VerdictBadge report={report} />
      {report.verdict !== 'not-evaluable' && (
        <span>
          <Prose text={report.reason} />
        </span>
      )}
    </p>
  );
}

function Footing({ report, kind }: { report: Report; kind: Proposal['kind'] }) {
  return (
    <>
      {kind !== 'flag-default' && report.recall && report.recall.incidents.length > 0 && (
        <ClassIncidents incidents={report.recall.incidents} />
      )}
      {report.missing.length > 0 && report.verdict !== 'not-evaluable' && (
        <details className={styles.details}>
          <summary>{`${counted(report.missing.length, 'thing')} not on record`}</summary>
          <ul className={styles.missing}>
            {report.missing.map((what) => (
              <li key={what}>{what}</li>
            ))}
          </ul>
        </details>
      )}
      <p className={styles.quiet}>
        {`Replayed from ${utcMinute(report.period.from)} to ${utcMinute(report.period.to)}, at each moment with only what was recorded by then. ${chosenWords(report)}`}
      </p>
      {report.falseAlarms && report.falseAlarms.at.length > 0 && (
        <details className={styles.details}>
          <summary>When it would have fired for nothing</summary>
          <ul className={styles.times}>
            {report.falseAlarms.at.map((at) => (
              <li key={at}>
                <time dateTime={at}>{utcMinute(at)}</time>
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

function NotTried({ proposal }: { proposal: Proposal }) {
  return (
    <Empty title={proposal.proposedFiles ? 'Not tried since it was edited.' : 'Not tried yet.'}>
      <p>
        A backtest replays it over everything recorded, with the evaluator that would run it, and says how
        much earlier it would have fired, how often for nothing, and what it would have cost.
      </p>
    </Empty>
  );
}
