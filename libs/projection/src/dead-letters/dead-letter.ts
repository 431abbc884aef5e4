import type { Event } from '@hormesis/events';
import type { Letter } from '../fold/letter.js';

/** One dead letter as it stands in the database. */
export type DeadLetter = {
  seq: number;
  projection: string;
  build: number;
  /** The values of the row's key, in order; `null` where the row is not known, and for reactions. */
  row: unknown[] | null;
  topic: string;
  partition: number;
  offset: number;
  reason: Letter['reason'];
  error: string;
  eventId: string | null;
  eventName: string | null;
  state: 'parked' | 'discarded';
  parkedAt: string;
  attempts: number;
  triedAt: string;
  retryRequestedAt: string | null;
  retryRequestedBy: string | null;
  /** Who discarded it, when and why. */
  decidedAt: string | null;
  decidedBy: string | null;
  decision: string | null;
};

/** A dead letter with all that is known of it. */
export type WholeDeadLetter = DeadLetter & {
  event: Event | null;
  /** The record byte for byte, where it could not be read as an event. */
  value: Uint8Array | null;
  /** The first letter of its row; the row waits for this one. `null` if that is this one, or there is no row. */
  waitsFor: number | null;
  /** How many letters of its row wait behind it. */
  behind: number;
};

/** The columns of a {@link DeadLetter} of `projection.dead_letter d`. What Postgres cannot decode of an event is left out. */
export const letterColumns = `
  d.seq, d.projection, d.build, d.row_key::json AS "row", d.topic, d.partition, d."offset", d.reason, d.error,
  CASE WHEN d.event !~ '\\\\u(0000|d[89a-f])' THEN d.event::json ->> 'id' END AS "eventId",
  CASE WHEN d.event !~ '\\\\u(0000|d[89a-f])' THEN d.event::json ->> 'name' END AS "eventName",
  d.state, d.parked_at AS "parkedAt", d.attempts, d.tried_at AS "triedAt",
  d.retry_requested_at AS "retryRequestedAt", d.retry_requested_by AS "retryRequestedBy",
  d.decided_at AS "decidedAt", d.decided_by AS "decidedBy", d.decision`;
