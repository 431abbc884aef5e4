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
        <li key={tool}>
          <details open={!passed}>
            <summary>
              {passed ? (
                <Badge tone="good" mark="check">
                  passed
                </Badge>
              ) : (
                <Badge tone="bad" mark="cross">
                  failed
                </Badge>
              )}{' '}
              <code>{tool}</code> <span className={styles.none}>{version}</span>
            </summary>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
            <section className={styles.output} tabIndex={0} aria-label={`What ${tool} said`}>
              <pre>{says}</pre>
            </section>
          </details>
        </li>
      ))}
    </ul>
  );
}
