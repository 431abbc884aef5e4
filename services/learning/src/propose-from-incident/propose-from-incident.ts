import { Database } from '@hormesis/database';
import type { EventOf } from '@hormesis/events';
import {
  type Proposed,
  proposalId,
  propose,
  proposeProposal,
  type Withheld,
  withholdProposal,
} from '@hormesis/learning';
import type { Position } from '@hormesis/log';
import { EVENT_LOG, type EventLog } from '@hormesis/platform';
import { logger } from '@hormesis/telemetry';
import { Inject, Injectable } from '@nestjs/common';
import { ProposalStreams } from '../proposal-streams/proposal-streams.js';
import { readCase } from './read-case.js';
import { waitForReadModels } from './wait-for-read-models.js';

/** Turns a resolved incident into one proposal of each proposer, or says why not. Doing it again changes nothing. */
@Injectable()
export class ProposeFromIncident {
  private readonly log = logger('learning');

  constructor(
    private readonly database: Database,
    @Inject(EVENT_LOG) private readonly events: EventLog,
    private readonly proposals: ProposalStreams,
  ) {}

  async run(resolved: EventOf<'incident.resolved'>, position: Position): Promise<void> {
    await waitForReadModels(this.database, this.events, position);
    const incident = await readCase(this.database, resolved);
    if (!incident) {
      this.log.info({ incident: resolved.subject }, 'nothing to learn from: its beginning is not on the log');
      return;
    }
    for (const answer of propose(incident)) await this.state(answer, resolved);
  }

  private async state(answer: Proposed | Withheld, causation: EventOf<'incident.resolved'>): Promise<void> {
    const { incident, proposer } = answer.data;
    await this.proposals.decide(
      proposalId(incident, proposer),
      (proposal) =>
        answer.outcome === 'proposed'
          ? proposeProposal(proposal, answer.data)
          : withholdProposal(proposal, answer.data),
      { actor: { kind: 'system', id: 'learning' }, causation, correlationId: incident },
    );
  }
}
