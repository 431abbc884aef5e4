import type { IncidentSummary, Status, TimelineEntry } from '@hormesis/api';
import { type Api, eventually } from './api.js';
import { everyPage } from './every-page.js';

/** All that a system tells of its events and incidents. */
export type View = { timeline: TimelineEntry[]; incidents: IncidentSummary[] };

export async function viewOf(api: Api): Promise<View> {
  return {
    timeline: await everyPage<TimelineEntry>(api, '/api/timeline'),
    incidents: await everyPage<IncidentSummary>(api, '/api/incidents'),
  };
}

/** Waits until every projection and reaction has taken in all of the log. */
export async function upToDate(api: Api): Promise<void> {
  await eventually(
    () => api.get<Status>('/api/status'),
    ({ projections }) => projections.length > 0 && projections.every(({ behind }) => behind === 0),
  );
}

/** How often each of these names stands in the timeline. */
export function countOf({ timeline }: View, ...names: string[]): Record<string, number> {
  return Object.fromEntries(
    names.map((name) => [name, timeline.filter((entry) => entry.name === name).length]),
  );
}

export const offsetOf = (position: string) => Number(position.split('@')[1]);

/** The entries of each partition of the log, in its order. */
export function byPartition<T extends { position: string }>(entries: readonly T[]): Map<string, T[]> {
  const sorted = entries.toSorted((a, b) => offsetOf(a.position) - offsetOf(b.position));
  return Map.groupBy(sorted, ({ position }) => position.split('@')[0] ?? '');
}
