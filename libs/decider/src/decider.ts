import type { EventOf, StatementOf } from '@hormesis/events';

/** A stream's rules: where it begins and how an event changes it. Pure. */
export type Decider<State, S extends StatementOf = StatementOf> = {
  /** First part of a stream's name: `incident` in `incident-inc-7f3a`. */
  category: string;
  initial(id: string): State;
  evolve(state: State, event: EventOf<S['name']>): State;
};
