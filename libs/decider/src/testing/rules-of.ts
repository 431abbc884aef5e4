import { deepStrictEqual, fail, match } from 'node:assert/strict';
import type { EventOf, StatementOf } from '@hormesis/events';
import type { Decider } from '../decider.js';
import { type Decision, isRefusal } from '../decision.js';
import { happened } from './happened.js';

/** What has happened on the stream: statements, or whole events where a rule looks at the envelope. */
type Past<S extends StatementOf> = S | EventOf<S['name']>;

/**
 * Tests of a decider's rules that read as the rule:
 *
 * ```ts
 * const { given } = rulesOf(incidentDecider, 'inc-1');
 * const acknowledge = (by) => (incident) => acknowledgeIncident(incident, { by });
 * given(opened(), resolved()).when(acknowledge(ana)).refuses('incident-resolved', /Reopen it first/);
 * ```
 *
 * Works with every test runner: what does not hold is an `AssertionError`.
 */
export function rulesOf<State, S extends StatementOf>(decider: Decider<State, S>, id: string) {
  const stateAfter = (past: readonly Past<S>[]) =>
    past.reduce<State>(
      (state, event, index) => decider.evolve(state, happened(event as S, index) as EventOf<S['name']>),
      decider.initial(id),
    );

  return {
    given: (...past: readonly Past<S>[]) => ({
      when: (decide: (state: State) => Decision<S>) => expectation(decide(stateAfter(past))),
      /** The state that these events lead to. */
      state: () => stateAfter(past),
    }),
  };
}

function expectation<S extends StatementOf>(decision: Decision<S>) {
  return {
    /** Exactly these statements, in this order; none: nothing is to be done. */
    // biome-ignore lint/suspicious/noThenProperty: given, when, then is how a rule is written down
    then: (...statements: readonly S[]): void => {
      if (isRefusal(decision)) fail(`refused as ${decision.refused}: ${decision.because}`);
      deepStrictEqual(asJson(decision), asJson(statements));
    },
    /** A refusal with this code, and a sentence for people that matches. */
    refuses: (code: string, because?: RegExp): void => {
      if (!isRefusal(decision)) fail(`not refused, but decided ${JSON.stringify(decision)}`);
      deepStrictEqual(decision.refused, code);
      if (because) match(decision.because, because);
    },
  };
}

/** As it will stand on the log, where an absent field and an undefined one are the same. */
function asJson(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
