import { type ErrorComponentProps, Link } from '@tanstack/react-router';
import { Page } from '../ui/page.js';
import { Empty, ErrorState } from '../ui/states.js';

export function NotFoundPage() {
  return (
    <Page title="Not found">
      <Empty title="There is no page at this address.">
        <p>
          The link may be mistyped or from another version. <Link to="/">Go to the overview</Link>.
        </p>
      </Empty>
    </Page>
  );
}

/** A page that failed to load or to draw. */
export function PageError({ error, reset }: ErrorComponentProps) {
  return (
    <Page title="Error">
      <ErrorState error={error} onRetry={reset} />
    </Page>
  );
}
