import { Link } from '@tanstack/react-router';
import styles from './brand.module.css';

/** The mark is a dose-response curve: a little stress lifts, much of it harms. */
export function Mark({ size = 22 }: { size?: number }) {
  return (
    <svg aria-hidden="true" width={size} height={size} viewBox="0 0 24 24">
      <rect width="24" height="24" rx="6" fill="var(--ink)" />
      <path
        d="M4 14.5h1.5C8 14.5 8.5 6.5 11.5 6.500S14 13 15.5 15.500s2.5 2.5 4.5 2.5"
        fill="none"
        stroke="var(--on-ink)"
        strokeWidth="2.2"
        strokeLinecap="round"
      />
    </svg>
  );
}

export function Brand() {
  return (
    <Link to="/" className={styles.brand} activeOptions={{ exact: true }}>
      <Mark />
      Hormesis
    </Link>
  );
}
