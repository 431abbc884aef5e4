import { applyProposal, undeliverProposal } from '@hormesis/learning';
import { Refused } from '@hormesis/streams';
import { Injectable } from '@nestjs/common';
import type { AcceptedAlert } from './accepted-alert.js';
import type { Guard } from './guard.js';
import { ProposalStreams } from './proposal-streams.js';

/** States that an accepted alert is in force once it has been evaluated here over something; or why it cannot be. */
@Injectable()
export class ApplyGuards {
  private readonly applied = new Set<string>();
  private readonly told = new Map<string, string>();

  constructor(private readonly proposals: ProposalStreams) {}

  async apply(guards: readonly Guard[]): Promise<void> {
    for (const guard of guards) {
      const { id, service, alerts, everyMs } = guard;
      if (this.applied.has(id)) continue;
      const names = alerts.map(({ name }) => name).join(', ');
      const evidence = `The sentinel evaluates ${names} every ${everyMs / 1_000} s over the signals of ${service}.`;
      await this.decide(guard, (proposal) => applyProposal(proposal, { seen: 'sentinel', evidence }));
      this.applied.add(id);
    }
  }

  /** @returns whether it is news */
  async cannotRun(accepted: AcceptedAlert, reason: string): Promise<boolean> {
    if (this.told.get(accepted.id) === reason) return false;
    await this.decide(accepted, (proposal) => undeliverProposal(proposal, { by: 'sentinel', reason }));
    this.told.set(accepted.id, reason);
    return true;
  }

  private async decide(
    { id, incident }: AcceptedAlert,
    decide: Parameters<ProposalStreams['decide']>[1],
  ): Promise<void> {
    try {
      await this.proposals.decide(id, decide, {
        actor: { kind: 'system', id: 'sentinel' },
        correlationId: incident,
      });
    } catch (error) {
      // It may have been retired a moment before.
      if (!(error instanceof Refused)) throw error;
    }
  }
}
