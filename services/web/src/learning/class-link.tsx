import type { FailureClassSummary } from '@hormesis/api';
import { Link } from '@tanstack/react-router';
import { classTitle } from './class-words.js';

/** A class of failure, as the link to what is known of it. */
export function ClassLink({
  fingerprint,
  of,
}: {
  fingerprint: string;
  of?: FailureClassSummary['class'] | undefined;
}) {
  return (
    <Link to="/learning/$fingerprint" params={{ fingerprint }}>
      {of ? classTitle(of) : <code>{fingerprint}</code>}
    </Link>
  );
}
