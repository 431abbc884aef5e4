import { type Decision, isRefusal } from '@hormesis/decider';
import { happened } from '@hormesis/decider/testing';
import type { EventOf } from '@hormesis/events';
import {
  acceptProposal,
  applyProposal,
  assignProposal,
  deliverProposal,
  editProposal,
  exerciseProposal,
  type Proposal,
  type ProposalEventName,
  type ProposalStatement,
  proposalDecider,
  proposeProposal,
  proposeRetirement,
  recordBacktest,
  rejectProposal,
  reopenProposal,
  retireProposal,
  undeliverProposal,
  withholdProposal,
} from '@hormesis/learning';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backtest, data, exercise, files } from './support/proposal.js';

type Command = (proposal: Proposal) => Decision<ProposalStatement>;
const { service, environment, incident } = data;
const reasons = {
  service,
  environment,
  incident,
  kind: 'alert',
  proposer: 'threshold',
  evidence: [],
} as const;
const word = fc.constantFrom('a', 'b');
const content = word.map((text) => [{ ...files[0]!, content: `hormesis_proposal ${text}` }]);
const made = fc
  .record({ verdict: fc.constantFrom('passed', 'failed', 'not-evaluable'), checked: fc.boolean() })
  .map(({ verdict, checked }) => backtest(verdict as 'passed', checked));
const met = fc
  .record({
    on: fc.constantFrom('inc-1', 'inc-2', 'drill-1'),
    outcome: fc.constantFrom('caught', 'missed', 'withdrawn'),
  })
  .map(({ on, outcome }) => exercise(on, outcome as 'caught'));

const propose: Command = (proposal) => proposeProposal(proposal, data);
const command = fc.oneof(
  fc.constant(propose),
  fc.constant<Command>((proposal) =>
    withholdProposal(proposal, { ...reasons, reason: 'No windows.', evidence: [] }),
  ),
  made.map<Command>((how) => (p) => recordBacktest(p, { ...how, tested: 'files' in p ? p.files : files })),
  content.map<Command>((to) => (proposal) => editProposal(proposal, { files: to })),
  word.map<Command>((owner) => (proposal) => assignProposal(proposal, { owner })),
  fc.boolean().map<Command>((untested) => (p) => acceptProposal(p, { untested, note: 'n' })),
  word.map<Command>((reason) => (proposal) => rejectProposal(proposal, { reason })),
  word.map<Command>((at) => (p) => deliverProposal(p, { by: 'git', at, digest: 'd' })),
  word.map<Command>((reason) => (p) => undeliverProposal(p, { by: 'git', reason })),
  word.map<Command>((evidence) => (p) => applyProposal(p, { seen: 'commit', evidence })),
  met.map<Command>((how) => (proposal) => exerciseProposal(proposal, how)),
  fc
    .constantFrom('inc-1', 'drill-1')
    .map<Command>((missed) => (p) => reopenProposal(p, { missed, reason: '' })),
  fc.constant<Command>((p) => proposeRetirement(p, { fired: 9, rightly: 0, weeks: 3, reason: 'r' })),
  word.map<Command>((reason) => (proposal) => retireProposal(proposal, { reason })),
);

/** Most of them begin with a proposal: else little can happen. */
const commands = fc.oneof(
  { weight: 1, arbitrary: fc.array(command, { maxLength: 10 }) },
  { weight: 4, arbitrary: fc.array(command, { maxLength: 40 }).map((more) => [propose, ...more]) },
);

/** Which state may follow on which. */
const next: Readonly<Record<Proposal['phase'], readonly Proposal['phase'][]>> = {
  none: ['withheld', 'proposed'],
  withheld: ['proposed'],
  proposed: ['backtested', 'accepted', 'rejected'],
  backtested: ['proposed', 'accepted', 'rejected'],
  accepted: ['proposed', 'applied', 'retired'],
  rejected: [],
  applied: ['retired'],
  retired: [],
};

function live(
  commands: readonly Command[],
  each: (before: Proposal, after: Proposal, again: Command) => void,
) {
  const log: EventOf<ProposalEventName>[] = [];
  let state: Proposal = proposalDecider.initial('pro-1');
  for (const decide of commands) {
    const decision = decide(state);
    if (isRefusal(decision)) continue;
    const before = state;
    for (const statement of decision) {
      const event = happened(statement as ProposalStatement, log.length) as EventOf<ProposalEventName>;
      log.push(event);
      state = proposalDecider.evolve(state, event);
    }
    each(before, state, decide);
  }
  return { log, state };
}

describe('a proposal', () => {
  it('reaches no impossible state, whatever is commanded', () => {
    fc.assert(
      fc.property(commands, (list) => {
        const { log } = live(list, (before, after) => {
          if (before.phase !== after.phase) expect(next[before.phase]).toContain(after.phase);
          if (!('proposed' in after)) return;
          if (after.phase === 'backtested')
            expect(after.backtest?.checks.every(({ passed }) => passed)).toBe(true);
          if (after.phase === 'applied') expect(after.applied).toBeDefined();
          if (after.applied) expect(['applied', 'retired']).toContain(after.phase);
          if (Object.keys(after.exercises).length > 0) expect(after.applied).toBeDefined();
          for (const missed of after.reopened) expect(after.exercises[missed]).toBeDefined();
          if (after.retirementProposed) expect(after.phase).toBe('applied');
        });
        const order = log.map(({ name }) => name);
        expect(order.filter((name) => name === 'proposal.applied').length).toBeLessThanOrEqual(1);
        const applied = order.indexOf('proposal.applied');
        const settled = applied < 0 ? [] : order.slice(applied);
        expect(settled).not.toContain('proposal.edited');
        if (applied >= 0) expect(order.slice(0, applied)).toContain('proposal.accepted');
      }),
    );
  });

  it('is changed by a command once: the same command again changes nothing', () => {
    fc.assert(
      fc.property(commands, (list) => {
        live(list, (_before, after, again) => {
          const decision = again(after);
          if (!isRefusal(decision)) expect(decision).toEqual([]);
        });
      }),
    );
  });

  it('is what its events say, however often they are read', () => {
    fc.assert(
      fc.property(commands, (list) => {
        const { log, state } = live(list, () => undefined);
        const copy = JSON.parse(JSON.stringify(log)) as typeof log;
        expect(copy.reduce(proposalDecider.evolve, proposalDecider.initial('pro-1'))).toEqual(state);
      }),
    );
  });
});
