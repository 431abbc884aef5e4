import type { Event } from '@hormesis/events';
import { agreementBy, closeDrift, type Drift, mayAgree } from '@hormesis/executors';
import { Injectable } from '@nestjs/common';
import { GUARDIAN } from '../streams/guardian-source.js';
import { DriftStreams } from './drift-streams.js';

/** So long it is believed that nothing differs; what is missed then, the look at GitHub finds. */
const calmMs = 500;

/** Sees in what happens that Git and what users get agree again. */
@Injectable()
export class Agreements {
  private calmUntil = 0;

  constructor(private readonly drifts: DriftStreams) {}

  async see(event: Event): Promise<void> {
    if (!mayAgree(event)) return;
    for (const drift of await this.open()) {
      const agreement = agreementBy(event, drift);
      if (!agreement) continue;
      await this.drifts.decide(drift.id, (newest) => closeDrift(newest, agreement), {
        actor: GUARDIAN,
        causation: event,
        correlationId: drift.incident,
      });
    }
  }

  /** Deployments and flips may come by the thousand while nothing differs. */
  private async open(): Promise<readonly Drift[]> {
    if (performance.now() < this.calmUntil) return [];
    const open = await this.drifts.open();
    if (open.length === 0) this.calmUntil = performance.now() + calmMs;
    return open;
  }
}
