import { rulesOf } from '@hormesis/decider/testing';
import type { DataOf } from '@hormesis/events';
import {
  acceptProposal,
  assignProposal,
  editProposal,
  type Proposal,
  type ProposalStatement,
  proposalDecider,
  proposeProposal,
  recordBacktest,
  rejectProposal,
  withholdProposal,
} from '@hormesis/learning';
import { describe, expect, it } from 'vitest';
import { backtest, data, files, said, was } from './support/proposal.js';

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
