import type { EventOf } from '@hormesis/events';
import { resolveWhenCleared } from '@hormesis/incident';
import { CLOCK, type Clock } from '@hormesis/platform';
import { Inject, Injectable } from '@nestjs/common';
import { GUARDIAN } from '../streams/guardian-source.js';
import { IncidentStreams } from '../streams/incident-streams.js';
import { Anomalies, placeOfAnomaly } from './anomalies.js';
import { timeOfLate } from './lateness.js';
import { OpenIncidents } from './open-incidents.js';

/** Ends an incident when it got better: when every anomaly in it has cleared. */
@Injectable()
export class Recovery {
  constructor(
    private readonly anomalies: Anomalies,
    private readonly openIncidents: OpenIncidents,
    private readonly incidents: IncidentStreams,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async after(clearing: EventOf<'anomaly.cleared'>): Promise<void> {
    await this.anomalies.cleared(clearing);
    const incident = await this.openIncidents.latest(placeOfAnomaly(clearing));
    if (incident) await this.resolveIfCleared(incident.id, clearing);
  }

  async resolveIfCleared(
    incident: string,
    because: EventOf<'anomaly.detected' | 'anomaly.cleared'>,
  ): Promise<void> {
    const at = timeOfLate(because.time, this.clock.now()).time ?? this.clock.now().toISOString();
    const { state } = await this.incidents.load(incident);
    const cleared = await this.anomalies.clearedOf(placeOfAnomaly(because), state.anomalies);
    await this.incidents.decide(incident, (newest) => resolveWhenCleared(newest, { cleared, at }), {
      actor: GUARDIAN,
      causation: because,
      correlationId: incident,
      ...timeOfLate(because.time, this.clock.now()),
    });
  }
}
