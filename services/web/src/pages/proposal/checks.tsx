import type { Proposal } from '@hormesis/api';
import { Badge } from '../../ui/badge.js';
import styles from './checks.module.css';

/** What the tools that the artefact is made for said of it. */
export function Checks({ checks }: { checks: Proposal['checks'] }) {
  if (checks.length === 0)
    return <p className={styles.none}>No tool has checked the files yet; that comes with the backtest.</p>;
  return (
    <ul className={styles.checks}>
      {checks.map(({ tool, version, passed, says }) => (
        <li key={`${tool} ${says}`}>
          {tool === 'none' ? (
            <p>
              <Badge tone="warn" mark="empty">
                not checked
              </Badge>{' '}
              <span className={styles.none}>{says.replace(/^not checked: /, '')}</span>
            </p>
          ) : (
            <details open={!passed}>
              <summary>
                <Badge tone={passed ? 'good' : 'bad'} mark={passed ? 'check' : 'cross'}>
                  {passed ? 'passed' : 'failed'}
                </Badge>{' '}
                <code>{tool}</code> <span className={styles.none}>{version}</span>
              </summary>
              {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
              <section className={styles.output} tabIndex={0} aria-label={`What ${tool} said`}>
                <pre>{says}</pre>
              </section>
            </details>
          )}
        </li>
      ))}
    </ul>
  );
}
