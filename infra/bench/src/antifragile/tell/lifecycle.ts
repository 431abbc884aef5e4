import { isRefusal } from '@hormesis/decider';
import { derivedId, type Event, type EventOf, stateEvent } from '@hormesis/events';
import {
  acceptProposal,
  applyProposal,
  type Exercise,
  exerciseProposal,
  type Proposal,
  type ProposalStatement,
  proposalDecider,
  proposeProposal,
  recordBacktest,
  rejectProposal,
  type Withheld,
  withholdProposal,
} from '@hormesis/learning';
import type { JudgedProposal } from '../learn/learn.js';

const source = '/hormesis/learning';
const note = 'Accepted by the rule of the benchmark; promtool was not asked.';

/** The streams of proposals, by the rules of the product. */
export class Lifecycles {
  readonly events: Event[] = [];
  private readonly states = new Map<string, Proposal>();

  withheld({ id, data }: Withheld, at: number): void {
    this.decide(id, at, data.incident, (state) => withholdProposal(state, data));
  }

  /** From the proposal to what was decided; what is accepted is in force a moment later. */
  judged({ proposal: { id, data }, report, trial, accepted, because }: JudgedProposal, at: number): void {
    const decide = (rule: Parameters<Lifecycles['decide']>[3]) => this.decide(id, at, data.incident, rule);
    decide((state) => proposeProposal(state, data));
    if (report) {
      const check = { tool: 'its file on simulated previews', version: '1', passed: trial === 'held' };
      const checks = trial === undefined || trial === 'no-version' ? [] : [{ ...check, says: because }];
      decide((state) => recordBacktest(state, { report, checks, tested: data.files }));
    }
    if (!accepted) {
      decide((state) => rejectProposal(state, { reason: because }));
      return;
    }
    decide((state) => acceptProposal(state, { untested: true, note }));
    const seen = data.kind === 'alert' ? 'sentinel' : data.kind === 'test' ? 'commit' : 'flag-event';
    decide((state) => applyProposal(state, { seen, evidence: 'the simulation of the benchmark' }));
  }

  exercised(id: string, exercise: Exercise, at: number): void {
    const state = this.states.get(id);
    const incident = state && 'proposed' in state ? state.proposed.incident : exercise.on;
    this.decide(id, at, incident, (known) => exerciseProposal(known, exercise));
  }

  private decide(
    id: string,
    at: number,
    correlationId: string,
    rule: (state: Proposal) => readonly ProposalStatement[] | { refused: string; because: string },
  ): void {
    const state = this.states.get(id) ?? proposalDecider.initial(id);
    const decision = rule(state);
    if (isRefusal(decision)) throw new Error(`${id}: ${decision.because}`);
    this.states.set(
      id,
      decision.reduce((before, statement) => {
        const event = stateEvent(statement, {
          ...{ source, correlationId, time: new Date(at).toISOString() },
          id: derivedId('proposal', id, statement.name, String(this.events.length)),
        }) as EventOf<ProposalStatement['name']>;
        this.events.push(event as Event);
        return proposalDecider.evolve(before, event);
      }, state),
    );
  }
}
