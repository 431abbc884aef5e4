import { Database } from '@hormesis/database';
import {
  type Drill,
  type DrillSpan,
  type DrillStatement,
  drillDecider,
  type RunningDrill,
} from '@hormesis/learning';
import { CLOCK, type Clock, EVENT_LOG, type EventLog } from '@hormesis/platform';
import { Streams } from '@hormesis/streams';
import { Inject, Injectable } from '@nestjs/common';

/** A drill that is not over. */
export type OpenDrill = Extract<Drill, { phase: 'requested' }> | RunningDrill;

export function isOpen(drill: Drill): drill is OpenDrill {
  return drill.phase === 'requested' || drill.phase === 'running';
}

/** One stream a drill. */
@Injectable()
export class DrillStreams extends Streams<Drill, DrillStatement> {
  constructor(database: Database, @Inject(EVENT_LOG) log: EventLog, @Inject(CLOCK) clock: Clock) {
    super(database, log, drillDecider, { source: '/hormesis/learning', now: () => clock.now() });
  }

  /** Those that are not over. */
  async open(): Promise<OpenDrill[]> {
    const all = [...(await this.loadAll()).values()].map(({ state }) => state);
    return all.filter(isOpen);
  }

  /** When each that began ran, where, and the incident that it repeated. */
  async spans(): Promise<(DrillSpan & { incident: string })[]> {
    const all = [...(await this.loadAll()).values()].map(({ state }) => state);
    return all.flatMap((drill) => {
      if (!('startedAt' in drill) || drill.startedAt === undefined) return [];
      const { id, startedAt, order } = drill;
      const endedAt = drill.phase === 'ended' ? drill.endedAt : null;
      const { service, environment, incident } = order;
      return [{ id, service: service.id, environment: environment.id, incident, startedAt, endedAt }];
    });
  }

  /** Those of a place that are not over. */
  async openAt(service: string, environment: string): Promise<OpenDrill[]> {
    return (await this.open()).filter(
      ({ order }) => order.service.id === service && order.environment.id === environment,
    );
  }
}
