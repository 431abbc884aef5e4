import type { Drill, IncidentSummary } from '@hormesis/api';

/** What is worth telling of a drill by now, each line once: what began, what was noticed, and its end. */
export function drillLines(drill: Drill, incidents: readonly IncidentSummary[]): string[] {
  const { id, failure, service, environment, seconds, intensity, startedAt, endedAt, reason } = drill;
  const share = `${Math.round(intensity * 100)} % of the requests`;
  const lines = [
    `${id}: ${failure} at ${service} in ${environment}, ${share}, at most ${seconds} s, as in ${drill.incident}.`,
  ];
  if (startedAt) lines.push('The injector has begun.');
  for (const incident of incidents.toReversed()) {
    lines.push(`After ${since(startedAt, incident.detectedAt)}: ${incident.title} (${incident.id}).`);
    for (const action of incident.actions) {
      if (action.state === 'completed')
        lines.push(`The guardian acted: ${action.target.kind} (${action.id}).`);
    }
  }
  if (endedAt) lines.push(`Over: ${reason ?? drill.state}`);
  return lines;
}

/** Seconds from one moment to another. */
export function since(from: string | null, to: string): string {
  if (from === null) return 'an unknown time';
  return `${Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / 1_000))} s`;
}
