import type { ReactNode } from 'react';
import { isApiError } from '../api/api-error.js';
import { Button } from './button.js';
import { CopyButton } from './copy-button.js';
import styles from './states.module.css';

/** There is nothing yet: says what will be here, and how to get it here. */
export function Empty({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className={styles.state}>
      <h3>{title}</h3>
      {children}
    </div>
  );
}

/** There is something, but the filter hides all of it. */
export function AllFiltered({
  hidden,
  noun,
  onClear,
}: {
  hidden: number;
  noun: string;
  onClear: () => void;
}) {
  return (
    <div className={styles.state}>
      <h3>{`All ${hidden} ${noun} are hidden by the filter.`}</h3>
      <Button onPress={onClear}>Clear the filter</Button>
    </div>
  );
}

/** A grey sketch of what is loading; it shows only after 300 ms, so that quick answers do not flicker. */
export function Skeleton({ rows = 6 }: { rows?: number }) {
  return (
    <div className={styles.skeleton} role="status">
      <span className="visually-hidden">Loading</span>
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all alike and stay in place
        <div key={row} className={styles.bone} aria-hidden="true" />
      ))}
    </div>
  );
}

/** What went wrong in words, what to do, and what to tell whoever runs the server. */
export function ErrorState({ error, onRetry }: { error: unknown; onRetry?: (() => void) | undefined }) {
  const problem = isApiError(error) ? error.problem : undefined;
  const forbidden = problem?.status === 403;
  const title = forbidden
    ? 'You are not allowed to see this.'
    : (problem?.title ?? 'Something went wrong in this page.');
  const detail =
    problem?.detail ?? (problem ? undefined : error instanceof Error ? error.message : String(error));
  const report = JSON.stringify(problem ?? { title, detail }, null, 2);
  return (
    <div className={styles.error} role="alert">
      <h3>{title}</h3>
      {detail && detail !== title && <p>{detail}</p>}
      {problem?.hint && <p>{problem.hint}</p>}
      {problem?.requestId && (
        <p className={styles.request}>
          Request <code>{problem.requestId}</code>
        </p>
      )}
      <div className={styles.buttons}>
        {onRetry && (
          <Button icon="retry" onPress={onRetry}>
            Try again
          </Button>
        )}
        <CopyButton text={report} tone="quiet">
          Copy details
        </CopyButton>
      </div>
    </div>
  );
}
