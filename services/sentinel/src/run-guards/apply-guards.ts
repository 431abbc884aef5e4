import { applyProposal } from '@hormesis/learning';
import { Refused } from '@hormesis/streams';
import { Injectable } from '@nestjs/common';
import type { Guard } from './guard.js';
import { ProposalStreams } from './proposal-streams.js';

/** States that an accepted alert is in force, once it has been evaluated here. */
@Injectable()
export class ApplyGuards {
  private readonly applied = new Set<string>();

  constructor(private readonly proposals: ProposalStreams) {}

  async apply(guards: readonly Guard[]): Promise<void> {
    for (const { id, service, alerts, everyMs, incident } of guards) {
      if (this.applied.has(id)) continue;
      const names = alerts.map(({ name }) => name).join(', ');
      const evidence = `The sentinel evaluates ${names} every ${everyMs / 1_000} s over the signals of ${service}.`;
      try {
        await this.proposals.decide(
          id,
          (proposal) => applyProposal(proposal, { seen: 'sentinel', evidence }),
          {
            actor: { kind: 'system', id: 'sentinel' },
            correlationId: incident,
          },
        );
      } catch (error) {
        // It may have been retired a moment before.
        if (!(error instanceof Refused)) throw error;
      }
      this.applied.add(id);
    }
  }
}
