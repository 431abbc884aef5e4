import { rulesOf } from '@hormesis/decider/testing';
import type { DataOf, StatementOf } from '@hormesis/events';
import {
  acceptProposal,
  type Proposal,
  type ProposalStatement,
  proposalDecider,
  proposeProposal,
  rejectProposal,
  withholdProposal,
} from '@hormesis/learning';
import { describe, it } from 'vitest';

const { given } = rulesOf<Proposal, ProposalStatement>(proposalDecider, 'pro-1');
const of = { service: { id: 'checkout' }, environment: { id: 'production' }, incident: 'inc-7f3a' };
const data: DataOf<'proposal.proposed'> = {
  ...of,
  kind: 'alert',
  class: 'detects-earlier',
  title: 'Alert on errors',
  rationale: 'It failed.',
  files: [{ path: 'a.yml', mediaType: 'application/yaml', content: '' }],
  evidence: ['event-1'],
  fingerprint: 'fp-1',
  verification: 'It fires.',
};
const reasons: DataOf<'proposal.withheld'> = { ...of, kind: 'alert', reason: 'No windows.', evidence: [] };

const proposed: StatementOf<'proposal.proposed'> = { name: 'proposal.proposed', subject: 'pro-1', data };
const withheld: StatementOf<'proposal.withheld'> = {
  name: 'proposal.withheld',
  subject: 'pro-1',
  data: reasons,
};
const accepted = (note?: string): StatementOf<'proposal.accepted'> => ({
  name: 'proposal.accepted',
  subject: 'pro-1',
  data: note === undefined ? of : { ...of, note },
});
const rejected = (reason: string): StatementOf<'proposal.rejected'> => ({
  name: 'proposal.rejected',
  subject: 'pro-1',
  data: { ...of, reason },
});

const propose = (proposal: Proposal) => proposeProposal(proposal, data);
const withhold = (proposal: Proposal) => withholdProposal(proposal, reasons);
const accept = (note?: string) => (proposal: Proposal) => acceptProposal(proposal, { note });
const reject = (reason: string) => (proposal: Proposal) => rejectProposal(proposal, { reason });

describe('proposing', () => {
  it('puts the proposal to people', () => given().when(propose).then(proposed));
  it('changes nothing the second time', () => given(proposed).when(propose).then());
  it('does not reopen what was decided', () => given(proposed, rejected('no')).when(propose).then());
  it('may follow a withheld one when data came in', () => given(withheld).when(propose).then(proposed));
});

describe('withholding', () => {
  it('says what is missing, once', () => {
    given().when(withhold).then(withheld);
    given(withheld).when(withhold).then();
  });
  it('takes nothing back that was proposed', () => given(proposed).when(withhold).then());
});

describe('accepting', () => {
  it('records it, with the note', () => given(proposed).when(accept('for 2.4')).then(accepted('for 2.4')));
  it('changes nothing the second time', () => given(proposed, accepted()).when(accept()).then());
  it('refuses what was rejected, and says why', () =>
    given(proposed, rejected('noisy'))
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
  it('records the reason', () => given(proposed).when(reject('noisy')).then(rejected('noisy')));
  it('changes nothing the second time', () =>
    given(proposed, rejected('noisy')).when(reject('noisy')).then());
  it('keeps the first reason', () =>
    given(proposed, rejected('noisy'))
      .when(reject('late'))
      .refuses('proposal-rejected', /first reason stands/));
  it('refuses what was accepted', () =>
    given(proposed, accepted())
      .when(reject('late'))
      .refuses('proposal-accepted', /decided once/));
  it('needs a reason', () =>
    given(proposed)
      .when(reject(' '))
      .refuses('reason-missing', /Say why/));
  it('refuses what was never proposed', () => given().when(reject('noisy')).refuses('proposal-not-found'));
});
