import type { AttributionCandidate, IncidentDetail } from '@hormesis/api';
import { getRouteApi } from '@tanstack/react-router';
import { percent } from '../../format/percent.js';
import { Ago } from '../../ui/time.js';
import styles from './candidates.module.css';
import { foldCandidates } from './fold-candidates.js';

const route = getRouteApi('/incidents/$id');

/** What may have caused it, the most likely first, each with its evidence; `no change` is one of them. */
export function Candidates({ incident }: { incident: IncidentDetail }) {
  const { likely, unlikely } = foldCandidates(incident.candidates);
  if (incident.candidates.length === 0) {
    return <p className={styles.none}>The guardian has not ranked the recent changes yet.</p>;
  }
  return (
    <div className={styles.frame}>
      <Ranking candidates={likely} />
      {unlikely.length > 0 && (
        <details>
          <summary className={styles.summary}>{`${unlikely.length} more, each below 1 %`}</summary>
          <Ranking candidates={unlikely} />
        </details>
      )}
    </div>
  );
}

function Ranking({ candidates }: { candidates: readonly AttributionCandidate[] }) {
  return (
    <ol>
      {candidates.map((candidate) => (
        <Candidate key={candidate.change?.eventId ?? 'none'} candidate={candidate} />
      ))}
    </ol>
  );
}

function Candidate({ candidate: { change, probability, evidence } }: { candidate: AttributionCandidate }) {
  const navigate = route.useNavigate();
  return (
    <li className={styles.candidate}>
      <div className={styles.head}>
        <span className={styles.percent}>{percent(probability)}</span>
        {change ? (
          <button
            type="button"
            className={styles.what}
            onClick={() =>
              void navigate({ search: (before) => ({ ...before, sel: change.eventId }), resetScroll: false })
            }
          >
            {change.summary}
          </button>
        ) : (
          <span className={styles.whatNone}>No recent change</span>
        )}
      </div>
      <svg aria-hidden="true" className={styles.bar} viewBox="0 0 100 4" preserveAspectRatio="none">
        <rect width="100" height="4" className={styles.track} />
        <rect width={Math.max(probability * 100, 0.6)} height="4" className={styles.fill} />
      </svg>
      {change && (
        <p className={styles.small}>
          {change.kind} of {change.subject}, <Ago at={change.at} />
          {!change.reversible && <strong>, not reversible</strong>}
        </p>
      )}
      {evidence.length > 0 && (
        <ul className={styles.evidence}>
          {evidence.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      )}
    </li>
  );
}
