import type { ReactNode } from 'react';
import { ErrorState, Skeleton } from './states.js';

/** What of a query the view needs. */
export type Loadable<Data> = {
  data: Data | undefined;
  error: unknown;
  refetch: () => unknown;
};

type ResourceProps<Data> = { query: Loadable<Data>; rows?: number; children: (data: Data) => ReactNode };

/** Shows data as soon as there is any and keeps it while newer is fetched; a failure to refresh stands above it. */
export function Resource<Data>({ query, rows, children }: ResourceProps<Data>) {
  const failure = query.error ? (
    <ErrorState error={query.error} onRetry={() => void query.refetch()} />
  ) : null;
  if (query.data === undefined) return failure ?? <Skeleton {...(rows === undefined ? {} : { rows })} />;
  return (
    <>
      {failure}
      {children(query.data)}
    </>
  );
}
