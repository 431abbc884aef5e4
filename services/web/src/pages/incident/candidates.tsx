import type { AttributionCandidate, IncidentDetail, TimelineEntry } from '@hormesis/api';
import { getRouteApi } from '@tanstack/react-router';
import { percent } from '../../format/percent.js';
import { Badge } from '../../ui/badge.js';
import { Ago } from '../../ui/time.js';
import styles from './candidates.module.css';
import { EvidenceTerms } from './evidence-terms.js';
import { foldCandidates } from './fold-candidates.js';
import { Rankings } from './rankings.js';
import { type Ranking, rankingBehind, rankingsOf } from './rankings-of.js';

const route = getRouteApi('/incidents/$id');

type CandidatesProps = { incident: IncidentDetail; entries: readonly TimelineEntry[] };

/** What may have caused it, the most likely first, each with its evidence; `no change` is one of them. */
export function Candidates({ incident, entries }: CandidatesProps) {
  const { likely, unlikely } = foldCandidates(incident.candidates);
  if (incident.candidates.length === 0) {
    return <p className={styles.none}>The guardian has not ranked the recent changes yet.</p>;
  }
  const rankings = rankingsOf(entries);
  const behind = rankingBehind(rankings, incident.candidates);
  const several = (behind?.causes.length ?? 0) > 1;
  return (
    <>
      {several && (
        <p className={styles.several}>
          {`${behind?.causes.length} changes may have caused it together; each is marked as a cause.`}
        </p>
      )}
      <div className={styles.frame}>
        <Ranked candidates={likely} behind={behind} several={several} />
        {unlikely.length > 0 && (
          <details>
            <summary className={styles.summary}>{`${unlikely.length} more, each below 1 %`}</summary>
            <Ranked candidates={unlikely} behind={behind} several={several} />
          </details>
        )}
      </div>
      <Rankings incident={incident} rankings={rankings} />
    </>
  );
}

type ListProps = {
  candidates: readonly AttributionCandidate[];
  behind: Ranking | undefined;
  several: boolean;
};

function Ranked({ candidates, behind, several }: ListProps) {
  return (
    <ol>
      {candidates.map((candidate) => {
        const id = candidate.change?.eventId;
        return (
          <Candidate
            key={id ?? 'none'}
            candidate={candidate}
            terms={behind?.candidates.find(({ change }) => change?.eventId === id)?.terms}
            isCause={several && id !== undefined && behind?.causes.includes(id) === true}
          />
        );
      })}
    </ol>
  );
}

type CandidateProps = {
  candidate: AttributionCandidate;
  terms: Readonly<Record<string, number>> | undefined;
  isCause: boolean;
};

function Candidate({ candidate: { change, probability, evidence }, terms, isCause }: CandidateProps) {
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
          {!change.reversible && <strong>, not reversible</strong>}{' '}
          {isCause && <Badge tone="learn">a cause</Badge>}
        </p>
      )}
      {evidence.length > 0 && (
        <ul className={styles.evidence}>
          {evidence.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      )}
      <EvidenceTerms terms={terms} isChange={change !== null} />
    </li>
  );
}
