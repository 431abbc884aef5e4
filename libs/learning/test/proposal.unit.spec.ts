import { rulesOf } from '@hormesis/decider/testing';
import type { DataOf } from '@hormesis/events';
import {
  acceptProposal,
  applyProposal,
  assignProposal,
  deliverProposal,
  editProposal,
  exerciseProposal,
  type Proposal,
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
import { describe, expect, it } from 'vitest';
import { backtest, data, exercise, files, said, was } from './support/proposal.js';

const { given } = rulesOf<Proposal, ProposalStatement>(proposalDecider, 'pro-1');
const { service, environment, incident } = data;
const of = { service, environment, incident };
const reasons: DataOf<'proposal.withheld'> = {
  ...of,
  kind: 'alert',
  proposer: 'threshold',
  reason: 'No windows.',
  evidence: [],
};
const withheld = said('proposal.withheld', reasons);
const changed = [{ ...files[0]!, content: 'hormesis_proposal: pro-1, for: 5m' }];
const edited = said('proposal.edited', { files: changed });
const delivery = { by: 'git', at: 'hormesis/pro-1', digest: 'd1' } as const;
const figures = { fired: 9, rightly: 1, weeks: 3, reason: 'It cries.' };

type Command = Parameters<ReturnType<typeof given>['when']>[0];
const propose: Command = (proposal) => proposeProposal(proposal, data);
const withhold: Command = (proposal) => withholdProposal(proposal, reasons);
const accept =
  (command: Parameters<typeof acceptProposal>[1] = {}): Command =>
  (proposal) =>
    acceptProposal(proposal, command);
const reject =
  (reason: string): Command =>
  (proposal) =>
    rejectProposal(proposal, { reason });
const record =
  (how = backtest(), tested = files): Command =>
  (proposal) =>
    recordBacktest(proposal, { ...how, tested });
const edit =
  (to = changed): Command =>
  (proposal) =>
    editProposal(proposal, { files: to });
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

describe('proposing', () => {
  it('puts the proposal to people', () => given().when(propose).then(was.proposed));
  it('changes nothing the second time', () => given(was.proposed).when(propose).then());
  it('does not reopen what was decided', () => given(was.proposed, was.rejected).when(propose).then());
  it('may follow a withheld one when data came in', () => given(withheld).when(propose).then(was.proposed));
});

describe('withholding', () => {
  it('says what is missing, once', () => {
    given().when(withhold).then(withheld);
    given(withheld).when(withhold).then();
  });
  it('takes nothing back that was proposed', () => given(was.proposed).when(withhold).then());
});

describe('a backtest', () => {
  it('is recorded, once for the same result', () => {
    given(was.proposed).when(record()).then(was.backtested());
    given(was.proposed, was.backtested()).when(record()).then();
  });
  it('counts only if the tools accept the artefact and the record was enough', () => {
    const phase = (...how: Parameters<typeof backtest>) =>
      given(was.proposed, was.backtested(...how)).state().phase;
    expect(phase('passed')).toBe('backtested');
    expect(phase('failed')).toBe('backtested');
    expect(phase('not-evaluable')).toBe('proposed');
    expect(phase('passed', false)).toBe('proposed');
  });
  it('of files that were edited meanwhile is passed over', () =>
    given(was.proposed, edited).when(record()).then());
  it('takes back no decision', () =>
    expect(given(...inForce, was.backtested('failed')).state().phase).toBe('applied'));
});

describe('editing', () => {
  it('records the files, and asks for a new backtest', () => {
    given(was.proposed, was.backtested()).when(edit()).then(edited);
    expect(given(was.proposed, was.backtested(), edited).state()).toMatchObject({
      phase: 'proposed',
      files: changed,
    });
    given(was.proposed, was.backtested(), edited).when(accept()).refuses('proposal-untested');
  });
  it('changes nothing if nothing was changed', () => given(was.proposed).when(edit(files)).then());
  it('of what was accepted has to be accepted again', () =>
    expect(given(was.proposed, was.accepted, edited).state().phase).toBe('proposed'));
  it('ends when it is in force', () =>
    given(...inForce)
      .when(edit())
      .refuses('proposal-applied', /where it is applied/));
  it('keeps paths inside the repository and the label that names the guard', () => {
    const at = (path: string) => edit([{ ...changed[0]!, path }]);
    for (const path of ['/etc/passwd', '../x', 'a/../../x', 'C:x', '', 'a//b', 'a\\b'])
      given(was.proposed).when(at(path)).refuses('files-not-valid');
    given(was.proposed)
      .when(edit([...changed, ...changed]))
      .refuses('files-not-valid', /twice/);
    given(was.proposed)
      .when(edit([{ ...changed[0]!, content: '' }]))
      .refuses('files-not-valid', /label hormesis_proposal/);
  });
});

describe('assigning', () => {
  const assign =
    (owner: string, due?: string): Command =>
    (proposal) =>
      assignProposal(proposal, { owner, due });
  it('gives it to somebody, by a day; the same once', () => {
    const assigned = said('proposal.assigned', { owner: 'payments', due: '2026-12-01T00:00:00.000Z' });
    given(was.proposed).when(assign('payments', '2026-12-01T00:00:00.000Z')).then(assigned);
    given(was.proposed, assigned).when(assign('payments', '2026-12-01T00:00:00.000Z')).then();
    given(was.proposed, assigned)
      .when(assign('payments'))
      .then(said('proposal.assigned', { owner: 'payments' }));
  });
  it('refuses what is over', () =>
    given(was.proposed, was.rejected).when(assign('payments')).refuses('proposal-rejected'));
});

describe('accepting', () => {
  const noted = said('proposal.accepted', { note: 'for 2.4' });
  it('records it, with the note', () =>
    given(was.proposed, was.backtested())
      .when(accept({ note: 'for 2.4' }))
      .then(noted));
  it('changes nothing the second time', () => given(was.proposed, was.accepted).when(accept()).then());
  it('of what was not proven has to be said, with a note', () => {
    const untested = { note: 'for 2.4', untested: true };
    given(was.proposed)
      .when(accept({ note: 'for 2.4' }))
      .refuses('proposal-untested', /has not been backtested.*hormesis backtest --proposal pro-1/);
    given(was.proposed)
      .when(accept({ untested: true, note: '  ' }))
      .refuses('note-missing');
    given(was.proposed).when(accept(untested)).then(noted);
    given(was.proposed, was.backtested('failed'))
      .when(accept())
      .refuses('proposal-untested', /its backtest failed: As it is\./);
    given(was.proposed, was.backtested('not-evaluable')).when(accept()).refuses('proposal-untested');
    given(was.proposed, was.backtested('passed', false))
      .when(accept())
      .refuses('proposal-untested', /promtool check rules does not accept it/);
    given(was.proposed, was.backtested('failed')).when(accept(untested)).then(noted);
  });
  it('refuses what was rejected, and says why', () =>
    given(was.proposed, was.rejected)
      .when(accept())
      .refuses('proposal-rejected', /“noisy”.*decided once/));
  it('refuses what was never proposed', () => {
    given()
      .when(accept())
      .refuses('proposal-not-found', /no proposal pro-1/);
    given(withheld).when(accept()).refuses('proposal-not-found');
  });
});

describe('rejecting', () => {
  it('records the reason', () => given(was.proposed).when(reject('noisy')).then(was.rejected));
  it('changes nothing the second time', () => given(was.proposed, was.rejected).when(reject('noisy')).then());
  it('keeps the first reason', () =>
    given(was.proposed, was.rejected)
      .when(reject('late'))
      .refuses('proposal-rejected', /first reason stands/));
  it('refuses what was accepted', () =>
    given(was.proposed, was.accepted)
      .when(reject('late'))
      .refuses('proposal-accepted', /decided once/));
  it('needs a reason', () =>
    given(was.proposed)
      .when(reject(' '))
      .refuses('reason-missing', /Say why/));
  it('refuses what was never proposed', () => given().when(reject('noisy')).refuses('proposal-not-found'));
});

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
