import type { IncidentSummary } from '@hormesis/api';

/** The state of affairs in a sentence. */
export function headline(
  incidents: readonly Pick<IncidentSummary, 'phase' | 'severity'>[] | undefined,
): string {
  if (!incidents) return 'Overview';
  const open = incidents.filter(({ phase }) => phase !== 'resolved');
  if (open.length === 0) return 'No incident is open';
  const critical = open.filter(({ severity }) => severity === 'critical').length;
  const are = open.length === 1 ? '1 incident is open' : `${open.length} incidents are open`;
  if (critical === 0) return are;
  return open.length === 1 ? `${are}, and it is critical` : `${are}, ${critical} critical`;
}
