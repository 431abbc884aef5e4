import { randomUUID } from 'node:crypto';
import type { Backtest, StartBacktest } from '@hormesis/api';
import { notFound, ProblemError } from '@hormesis/http';
import { fingerprint, isPut, type Proposal } from '@hormesis/learning';
import { CLOCK, type Clock } from '@hormesis/platform';
import { Inject, Injectable } from '@nestjs/common';
import { CaseStreams } from '../assemble-case/case-streams.js';
import { ProposalStreams } from '../proposal-streams/proposal-streams.js';
import { assertPolicy, assertRules } from './assert-readable.js';
import { type Asked, BacktestStore } from './backtest-store.js';
import type { BacktestSubject } from './backtest-task.js';

type Put = Extract<Proposal, { proposed: unknown }>;

/** Takes in what is to be replayed, checked as far as that can be done at once. */
@Injectable()
export class BacktestQueue {
  constructor(
    private readonly store: BacktestStore,
    private readonly proposals: ProposalStreams,
    private readonly cases: CaseStreams,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws ProblemError that says what is wrong with the rules, the policy or the period */
  async start(body: StartBacktest): Promise<Backtest> {
    assertPeriod(body);
    const { from, to } = body;
    const asked = await this.askedOf(body);
    const id = `bt-${randomUUID().replaceAll('-', '').slice(0, 12)}`;
    await this.store.ask({ id, from, to, isAwaited: true, ...asked }, this.clock.now());
    const found = await this.store.find(id);
    if (!found) throw new Error(`The backtest ${id} was not kept.`);
    return found;
  }

  /** Puts the newest files of a proposal into the queue, once for each cause. */
  async startFor(proposal: string, cause: string): Promise<void> {
    const { state } = await this.proposals.load(proposal);
    if (!isPut(state) || state.phase === 'rejected' || state.phase === 'retired') return;
    const id = `bt-${cause.replaceAll('-', '').slice(-12)}`;
    await this.store.ask({ id, isAwaited: false, ...(await this.ofProposal(state)) }, this.clock.now());
  }

  private async askedOf(body: StartBacktest): Promise<Omit<Asked, 'id' | 'isAwaited'>> {
    if ('rules' in body) {
      assertRules(body.rules);
      return { name: body.name ?? 'rules', subject: { kind: 'rules', rules: body.rules } };
    }
    if ('flagPolicy' in body) {
      assertPolicy(body.flagPolicy);
      return {
        name: body.name ?? 'flag policy',
        subject: { kind: 'flag-policy', flagPolicy: body.flagPolicy },
      };
    }
    const { state } = await this.proposals.load(body.proposal);
    if (!isPut(state)) {
      throw notFound(`proposal ${body.proposal}`, 'GET /api/proposals lists those there are.');
    }
    return this.ofProposal(state);
  }

  private async ofProposal({ files, id, proposed }: Put): Promise<Omit<Asked, 'id' | 'isAwaited'>> {
    const { environment, fittedUntil, incident, kind, service, title, variantsTried } = proposed;
    const subject: BacktestSubject = {
      kind: 'proposal',
      of: kind,
      files,
      origin: {
        incident,
        fingerprint: await this.classOf(proposed),
        service: service.id,
        environment: environment?.id,
        fittedUntil: fittedUntil === undefined ? null : Date.parse(fittedUntil),
        variantsTried,
        limits: proposed.class === 'limits',
      },
      guards: kind === 'alert' ? await this.guardsAt(service.id, id) : [],
    };
    return { name: title, proposal: id, subject };
  }

  /** As its incident is known now: a class that a person put right is the class of all that it taught. */
  private async classOf({ fingerprint: known, incident }: Put['proposed']): Promise<string> {
    const { assembled, corrected } = (await this.cases.load(incident)).state;
    return corrected ? fingerprint(corrected.class) : (assembled?.fingerprint ?? known);
  }

  /** The rule files of alerts in force at a service. */
  private async guardsAt(service: string, except: string): Promise<string[]> {
    const all = await this.proposals.loadAll();
    return [...all.values()]
      .map(({ state }) => state)
      .filter((state) => isPut(state))
      .filter(
        ({ id, phase, proposed }) => phase === 'applied' && id !== except && proposed.service.id === service,
      )
      .sort((a, b) => (a.id < b.id ? -1 : 1))
      .flatMap(({ files }) => files)
      .filter(({ path }) => path.endsWith('.rules.yml'))
      .map(({ content }) => content);
  }
}

function assertPeriod({ from, to }: StartBacktest): void {
  if (from === undefined || to === undefined || Date.parse(from) < Date.parse(to)) return;
  throw new ProblemError({
    status: 400,
    code: 'invalid',
    title: 'The period is empty.',
    errors: [{ field: 'to', reason: 'must be after from' }],
  });
}
