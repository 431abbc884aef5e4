import type { FailureClassSummary } from '@hormesis/api';
import { Link } from '@tanstack/react-router';
import { ClassLink } from '../../learning/class-link.js';
import { detectorWords } from '../../learning/class-words.js';
import { GuardTable } from '../../learning/guard-table.js';
import { OccurrenceBars } from '../../learning/occurrence-bars.js';
import { counted } from '../../learning/proposal-words.js';
import { inOrder, stoppedWords } from '../../learning/trend-words.js';
import { Ago } from '../../ui/time.js';
import styles from './class-card.module.css';
import { DrillButton } from './drill-button.js';

/** One class of failure: whether it is noticed sooner and harms less each time, and what guards against the next one. */
export function ClassCard({ summary }: { summary: FailureClassSummary }) {
  const { fingerprint, occurrences, trend, guards, open } = summary;
  const last = inOrder(occurrences).at(-1);
  const incidents = occurrences.filter(({ drill }) => !drill).length;
  const drills = occurrences.length - incidents;
  return (
    <article className={styles.card} aria-labelledby={`title-${fingerprint}`}>
      <header className={styles.head}>
        <div>
          <h2 id={`title-${fingerprint}`}>
            <ClassLink fingerprint={fingerprint} of={summary.class} />
          </h2>
          <p className={styles.quiet}>
            {counted(incidents, 'incident')}
            {drills > 0 && ` and ${counted(drills, 'drill')}`}
            {last && (
              <>
                , the last{' '}
                <Link to="/incidents/$id" params={{ id: last.incident }}>
                  <Ago at={last.onset} />
                </Link>
                {`, noticed by ${detectorWords(last.detectedBy)}, stopped by ${stoppedWords(inOrder(occurrences))}`}
              </>
            )}
          </p>
        </div>
        <DrillButton summary={summary} />
      </header>
      <div className={styles.multiples}>
        <OccurrenceBars
          occurrences={occurrences}
          measure="detection"
          trend={trend.detection}
          guarded={trend.guarded}
        />
        <OccurrenceBars
          occurrences={occurrences}
          measure="exposure"
          trend={trend.exposure}
          guarded={trend.guarded}
        />
      </div>
      {guards.length > 0 ? (
        <GuardTable guards={guards} />
      ) : (
        <p className={styles.unguarded}>Nothing guards against the next one yet.</p>
      )}
      {open > 0 && (
        <p>
          <Link to="/proposals" search={{ tab: 'waiting', class: fingerprint }}>
            {open === 1 ? 'One proposal waits' : `${open} proposals wait`} for a decision
          </Link>
        </p>
      )}
    </article>
  );
}
