import type { CommandAccepted } from '@hormesis/api';
import type { StatementOf } from '@hormesis/events';
import { formatPosition } from '@hormesis/log';
import type { Decided } from '@hormesis/streams';

/** What a command wrote and where, as the API answers it. */
export function accepted<S extends StatementOf>({ events, positions }: Decided<S>): CommandAccepted {
  return {
    events: events.map(({ id, name }, index) => {
      const position = positions[index];
      return { id, name, position: position ? formatPosition(position) : null };
    }),
  };
}
