import type { Event } from '@hormesis/events';
import { agreementBy, closeDrift, mayAgree } from '@hormesis/executors';
import { Injectable } from '@nestjs/common';
import { GUARDIAN } from '../streams/guardian-source.js';
import { DriftStreams } from './drift-streams.js';

/** Sees in what happens that Git and what users get agree again. */
@Injectable()
export class Agreements {
  constructor(private readonly drifts: DriftStreams) {}

  async see(event: Event): Promise<void> {
    if (!mayAgree(event)) return;
    for (const drift of await this.drifts.open()) {
      const agreement = agreementBy(event, drift);
      if (!agreement) continue;
      await this.drifts.decide(drift.id, (newest) => closeDrift(newest, agreement), {
        actor: GUARDIAN,
        causation: event,
        correlationId: drift.incident,
      });
    }
  }
}
