import type { IncidentSummary } from '@hormesis/api';
import type { z } from 'zod';
import type { incidentsSearch } from '../../search/list-search.js';

export function filterIncidents(
  incidents: readonly IncidentSummary[],
  { q, phase, severity }: z.infer<typeof incidentsSearch>,
): IncidentSummary[] {
  const wanted = q.trim().toLowerCase();
  return incidents.filter((incident) => {
    if (phase === 'unresolved' ? incident.phase === 'resolved' : phase !== 'any' && incident.phase !== phase)
      return false;
    if (severity !== 'any' && incident.severity !== severity) return false;
    const words = [
      incident.id,
      incident.title,
      incident.service,
      incident.environment,
      incident.attributedTo?.change?.summary,
    ];
    return wanted === '' || words.some((word) => word?.toLowerCase().includes(wanted));
  });
}
