import type { IncidentDetail } from '@hormesis/api';
import type { Queryable } from '@hormesis/database';
import { type Event, type EventOf, isOurs } from '@hormesis/events';
import type { Position } from '@hormesis/log';
import {
  factOf,
  type IncidentFactName,
  incidentFactNames,
  incidentOfFact,
} from '../incident/incident-fact.js';
import { incident } from '../projections/incident.js';
import type { Cut } from './cut.js';
import { eventWithin } from './cut-condition.js';

type Recorded = Position & { event: Event };

/** One incident as of a cut: what the projection makes of its events; `undefined` if none was open yet. */
export async function readIncidentAsOf(
  db: Queryable,
  cut: Cut,
  id: string,
): Promise<IncidentDetail | undefined> {
  const params: unknown[] = [id, incidentFactNames];
  const events = await db.query<Recorded>(
    `SELECT c.event, c.topic, c.partition, c."offset" FROM read.timeline_event c
     WHERE c.own_incident = $1 AND c.name = ANY ($2) AND ${eventWithin(cut, params)}
     ORDER BY c.time, c.topic, c.partition, c."offset"`,
    params,
  );
  const own = events.filter(({ event }) => isOurs(event) && incidentOfFact(event) === id);
  return own.length === 0 ? undefined : incidentFrom(id, own);
}

/** The row as its last event leaves it, on top of the facts of the others. */
function incidentFrom(id: string, events: readonly Recorded[]): IncidentDetail | undefined {
  const facts = events.map(({ event, ...position }) => factOf(event as EventOf<IncidentFactName>, position));
  const last = events.at(-1);
  const { event, ...position } = last as Recorded;
  const row = incident.apply({ facts: facts.slice(0, -1) }, event, position, { id });
  if (!row || row.detectedAt === null) return undefined;
  const { facts: _facts, attributedChange: _change, ...said } = row;
  const candidates = row.candidates as IncidentDetail['candidates'];
  return {
    id,
    ...(said as Omit<IncidentDetail, 'id'>),
    attributedTo: candidates[0] ?? null,
    staleSince: null,
  };
}
