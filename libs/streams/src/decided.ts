import type { EventOf, StatementOf } from '@hormesis/events';
import type { Position } from '@hormesis/log';

/** What a command did. No events: it was already so. */
export type Decided<S extends StatementOf = StatementOf> = {
  events: readonly EventOf<S['name']>[];
  /** Where each event stands on the log; `null` while the outbox has yet to append it. */
  positions: readonly (Position | null)[];
};

export const nothing: Decided<never> = { events: [], positions: [] };
