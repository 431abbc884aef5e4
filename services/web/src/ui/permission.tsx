import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { allows, sessionQuery } from '../api/session.js';
import styles from './permission.module.css';

/** Shows what the session may do; to others it says which permission is missing. */
export function Permitted({ scope, children }: { scope: string; children: ReactNode }) {
  const { data } = useQuery(sessionQuery);
  if (allows(data, scope)) return children;
  return (
    <p className={styles.missing}>
      Read only: your token lacks <code>{scope}</code>.
    </p>
  );
}
