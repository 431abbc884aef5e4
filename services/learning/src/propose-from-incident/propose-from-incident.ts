import { Database } from '@hormesis/database';
import type { Event } from '@hormesis/events';
import {
  type GuardInForce,
  isPut,
  type Proposed,
  propose,
  proposeProposal,
  type Withheld,
  withholdProposal,
} from '@hormesis/learning';
import { Injectable } from '@nestjs/common';
import type { KnownCase } from '../assemble-case/assemble-case.js';
import { ProposalStreams } from '../proposal-streams/proposal-streams.js';
import { readHealthyChanges } from './read-healthy-changes.js';
import { readHistory } from './read-history.js';

/** Turns the case of an incident into one answer of each proposer. Doing it again changes nothing. */
@Injectable()
export class ProposeFromIncident {
  constructor(
    private readonly database: Database,
    private readonly proposals: ProposalStreams,
  ) {}

  async run({ incident, assembled, callees }: KnownCase, causation: Event): Promise<void> {
    const [guards, history, healthy] = await Promise.all([
      this.guardsInForce(incident.id),
      readHistory(this.database, incident),
      readHealthyChanges(this.database, incident),
    ]);
    const context = { assembled, callees, guards, history, healthy };
    for (const answer of propose(incident, context)) await this.state(answer, causation);
  }

  /** Of other incidents: what this one taught before is no guard beside itself. */
  private async guardsInForce(incident: string): Promise<GuardInForce[]> {
    const all = await this.proposals.loadAll();
    return [...all].flatMap(([id, { state }]) => {
      if (!isPut(state) || state.phase !== 'applied' || state.proposed.incident === incident) return [];
      const { kind, fingerprint, service, environment, title } = state.proposed;
      return [
        {
          id,
          kind,
          fingerprint,
          service: service.id,
          environment: environment?.id,
          title,
          files: state.files,
        },
      ];
    });
  }

  private async state(answer: Proposed | Withheld, causation: Event): Promise<void> {
    await this.proposals.decide(
      answer.id,
      (proposal) =>
        answer.outcome === 'proposed'
          ? proposeProposal(proposal, answer.data)
          : withholdProposal(proposal, answer.data),
      { actor: { kind: 'system', id: 'learning' }, causation, correlationId: answer.data.incident },
    );
  }
}
