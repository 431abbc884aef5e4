import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { sessionQuery } from '../api/session.js';
import { ErrorState, Skeleton } from '../ui/states.js';
import styles from './session-gate.module.css';
import { SignInPage } from './sign-in-page.js';

/** Lets those in whom the server knows; shows the sign-in page to others. */
export function SessionGate({ children }: { children: ReactNode }) {
  const { data, error, refetch } = useQuery(sessionQuery);
  if (data?.authenticated) return children;
  if (data) return <SignInPage />;
  return (
    <main className={styles.gate}>
      <title>Hormesis</title>
      <h1 className="visually-hidden">Hormesis</h1>
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <Skeleton rows={4} />}
    </main>
  );
}
