import type { Database } from '@hormesis/database';
import { type EventLog, type Position, topics } from '@hormesis/log';
import { waitForPosition } from '@hormesis/projection';
import { ReadModelsBehind } from './read-models-behind.js';

const timeoutMs = 5_000;

/**
 * Waits until the read models hold the event that is learnt from, and all changes and signals that stood on the log when
 * it came.
 * @throws ReadModelsBehind after 5 s
 */
export async function waitForReadModels(db: Database, log: EventLog, event: Position): Promise<void> {
  const [changes, signals] = await Promise.all([lastOf(log, topics.changes), lastOf(log, topics.signals)]);
  const ofIncident = event.topic === topics.incidents ? [event] : [];
  const needs: readonly (readonly [string, readonly Position[]])[] = [
    ['timeline_entry', [event, ...changes]],
    ['incident_reference', ofIncident],
    ['incident', ofIncident],
    ['signal_window', signals],
  ];
  for (const [projection, positions] of needs) {
    if (!(await waitForPosition(db, projection, positions, timeoutMs)))
      throw new ReadModelsBehind(projection);
  }
}

async function lastOf(log: EventLog, topic: string): Promise<Position[]> {
  const heads = await log.heads(topic);
  return heads.filter(({ offset }) => offset > 0).map((head) => ({ ...head, offset: head.offset - 1 }));
}
