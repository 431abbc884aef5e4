import type { StatementOf } from '@hormesis/events';

/** What a decider answers: events to append (none: nothing to do), or a refusal. */
export type Decision<S extends StatementOf = StatementOf> = readonly S[] | Refusal;

/** A command that must not be carried out, as a value: a code for programs and a sentence for people. */
export type Refusal = { refused: string; because: string };

export function refuse(code: string, because: string): Refusal {
  return { refused: code, because };
}

export function isRefusal(decision: Decision): decision is Refusal {
  return 'refused' in decision;
}
