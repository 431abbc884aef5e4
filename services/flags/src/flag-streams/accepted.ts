import type { CommandAccepted } from '@hormesis/api';
import { formatPosition } from '@hormesis/log';
import type { Decided } from '@hormesis/streams';

/** The answer to a command: what it wrote, and where. */
export function accepted({ events, positions }: Decided): CommandAccepted {
  return {
    events: events.map(({ id, name }, index) => {
      const position = positions[index];
      return { id, name, position: position ? formatPosition(position) : null };
    }),
  };
}
