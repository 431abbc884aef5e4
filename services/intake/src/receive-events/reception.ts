import type { Event, Issue } from '@hormesis/events';
import type { Position } from '@hormesis/log';

/** An event that stands on the log now. A duplicate stood there before. */
export type Accepted = { index: number; event: Event; position: Position; duplicate: boolean };

/** What was not taken as an event, why, and what was sent (bytes, a text, or JSON). */
export type Rejected = { index: number; issues: readonly Issue[]; sent: unknown };

/** What became of a request's events. */
export type Reception = { accepted: readonly Accepted[]; rejected: readonly Rejected[] };
