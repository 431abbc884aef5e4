import type { Change } from '@hormesis/api';
import { Link } from '@tanstack/react-router';
import { Glyph } from '../../timeline/glyph.js';
import { Actor } from '../../ui/actor.js';
import { Ago } from '../../ui/time.js';
import styles from './change-feed.module.css';

const glyphs = {
  deployment: 'deployment',
  removal: 'deployment',
  rollback: 'rollback',
  flag: 'flag',
  config: 'other',
} as const;

/** Changes as a short feed, newest first; those that led to an incident say so. */
export function ChangeFeed({ changes }: { changes: readonly Change[] }) {
  if (changes.length === 0) return <p>No change is recorded yet.</p>;
  return (
    <div className={styles.frame}>
      <ul>
        {changes.map((change) => (
          <li key={`${change.source} ${change.eventId}`} className={styles.change}>
            <Glyph kind={glyphs[change.kind]} outcome={change.incident ? 'bad' : 'neutral'} />
            <div className={styles.words}>
              <p>{change.summary}</p>
              <p className={styles.small}>
                <Actor actor={change.actor} />
                <span>{whereOf(change)}</span>
                {change.incident && (
                  <Link to="/incidents/$id" params={{ id: change.incident }}>
                    {change.incident}
                  </Link>
                )}
              </p>
            </div>
            <span className={styles.ago}>
              <Ago at={change.at} />
            </span>
          </li>
        ))}
      </ul>
      <Link to="/deployments" search={{ tab: 'history' }} className={styles.all}>
        The whole change history
      </Link>
    </div>
  );
}

/** `checkout v413 in production`; a rule for everything says no more than its sentence. */
function whereOf({ service, version, environment }: Change): string {
  if (service === '*') return '';
  return [service, version, environment && `in ${environment}`].filter(Boolean).join(' ');
}
