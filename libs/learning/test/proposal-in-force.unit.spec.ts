import { rulesOf } from '@hormesis/decider/testing';
import {
  acceptProposal,
  applyProposal,
  deliverProposal,
  exerciseProposal,
  type Proposal,
  type ProposalStatement,
  proposalDecider,
  proposeRetirement,
  reopenProposal,
  retireProposal,
  undeliverProposal,
} from '@hormesis/learning';
import { describe, it } from 'vitest';
import { exercise, said, was } from './support/proposal.js';

const { given } = rulesOf<Proposal, ProposalStatement>(proposalDecider, 'pro-1');
const delivery = { by: 'git', at: 'hormesis/pro-1', digest: 'd1' } as const;
const figures = { fired: 9, rightly: 1, weeks: 3, reason: 'It cries.' };

type Command = Parameters<ReturnType<typeof given>['when']>[0];
const accept =
  (command: Parameters<typeof acceptProposal>[1] = {}): Command =>
  (proposal) =>
    acceptProposal(proposal, command);
const apply: Command = (proposal) => applyProposal(proposal, { seen: 'commit', evidence: 'c0ffee' });
const retire =
  (reason: string): Command =>
  (proposal) =>
    retireProposal(proposal, { reason });
const exercised =
  (...how: Parameters<typeof exercise>): Command =>
  (proposal) =>
    exerciseProposal(proposal, exercise(...how));
const inForce = [was.proposed, was.accepted, was.applied];

describe('delivering', () => {
  const deliver: Command = (proposal) => deliverProposal(proposal, delivery);
  const undeliver: Command = (proposal) => undeliverProposal(proposal, { by: 'git', reason: 'no route' });
  const delivered = said('proposal.delivered', delivery);
  const undelivered = said('proposal.undelivered', { by: 'git', reason: 'no route' });
  it('records what was put where, once', () => {
    given(was.proposed, was.accepted).when(deliver).then(delivered);
    given(was.proposed, was.accepted, delivered).when(deliver).then();
  });
  it('records a failure once, until it succeeds or fails otherwise', () => {
    given(was.proposed, was.accepted).when(undeliver).then(undelivered);
    given(was.proposed, was.accepted, undelivered).when(undeliver).then();
    given(was.proposed, was.accepted, delivered, undelivered).when(deliver).then(delivered);
    given(was.proposed, was.accepted, undelivered, delivered).when(undeliver).then(undelivered);
  });
  it('waits for the acceptance', () => given(was.proposed).when(deliver).refuses('proposal-not-accepted'));
});

describe('applying', () => {
  it('records what was seen, once', () => {
    given(was.proposed, was.accepted).when(apply).then(was.applied);
    given(...inForce)
      .when(apply)
      .then();
  });
  it('waits for the acceptance', () => {
    given(was.proposed).when(apply).refuses('proposal-not-accepted');
    given(was.proposed, was.backtested()).when(apply).refuses('proposal-not-accepted');
    given(was.proposed, was.rejected).when(apply).refuses('proposal-rejected');
  });
});

describe('exercising', () => {
  const recorded = (...how: Parameters<typeof exercise>) => said('proposal.exercised', exercise(...how));
  it('records once for each incident how it did', () => {
    given(...inForce)
      .when(exercised('inc-2'))
      .then(recorded('inc-2'));
    given(...inForce, recorded('inc-2'))
      .when(exercised('inc-2'))
      .then();
    given(...inForce, recorded('inc-2'))
      .when(exercised('inc-3', 'missed'))
      .then(recorded('inc-3', 'missed'));
  });
  it('is corrected by what is learnt later, also when it is retired since', () => {
    given(...inForce, recorded('inc-2'))
      .when(exercised('inc-2', 'missed'))
      .then(recorded('inc-2', 'missed'));
    given(...inForce, recorded('inc-2'), was.retired)
      .when(exercised('inc-2', 'withdrawn'))
      .then(recorded('inc-2', 'withdrawn'));
    given(...inForce)
      .when(exercised('inc-2', 'withdrawn'))
      .then();
  });
  it('needs a guard', () =>
    given(was.proposed, was.accepted).when(exercised('inc-2')).refuses('proposal-not-applied'));
  it('reopens the learning when a recurrence was missed, once, and not for a drill', () => {
    const reopen =
      (missed: string): Command =>
      (proposal) =>
        reopenProposal(proposal, { missed, reason: 'It slept.' });
    const reopened = said('proposal.reopened', { missed: 'inc-2', reason: 'It slept.' });
    const missed = [...inForce, recorded('inc-2', 'missed'), recorded('drill-1', 'missed')];
    given(...missed)
      .when(reopen('inc-2'))
      .then(reopened);
    given(...missed, reopened)
      .when(reopen('inc-2'))
      .then();
    given(...missed)
      .when(reopen('drill-1'))
      .refuses('nothing-missed');
    given(...inForce, recorded('inc-2'))
      .when(reopen('inc-2'))
      .refuses('nothing-missed');
  });
});

describe('retiring', () => {
  const retirement: Command = (proposal) => proposeRetirement(proposal, figures);
  const proposed = said('proposal.retirementproposed', figures);
  it('is proposed once, until a catch speaks for the guard', () => {
    given(...inForce)
      .when(retirement)
      .then(proposed);
    given(...inForce, proposed)
      .when(retirement)
      .then();
    given(...inForce, proposed, said('proposal.exercised', exercise('inc-2')))
      .when(retirement)
      .then(proposed);
    given(was.proposed, was.accepted).when(retirement).refuses('proposal-not-applied');
  });
  it('records the reason, once', () => {
    given(...inForce)
      .when(retire('it cries'))
      .then(was.retired);
    given(...inForce, was.retired)
      .when(retire('it cries'))
      .then();
    given(...inForce, was.retired)
      .when(retire('late'))
      .refuses('proposal-retired', /first reason stands/);
    given(...inForce)
      .when(retire(' '))
      .refuses('reason-missing');
  });
  it('takes back an acceptance, but is no way to reject', () => {
    given(was.proposed, was.accepted).when(retire('it cries')).then(was.retired);
    given(was.proposed).when(retire('it cries')).refuses('proposal-not-accepted');
  });
  it('is final', () => {
    given(...inForce, was.retired)
      .when(apply)
      .refuses('proposal-retired');
    given(...inForce, was.retired)
      .when(accept())
      .refuses('proposal-retired');
  });
});
