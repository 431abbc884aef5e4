import { Database } from '@hormesis/database';
import { type EventOf, isEvent } from '@hormesis/events';
import {
  type AssembledCase,
  assembleCase,
  drillAt,
  type EarlierCase,
  type IncidentCase,
  stateCase,
} from '@hormesis/learning';
import type { Position } from '@hormesis/log';
import { EVENT_LOG, type EventLog } from '@hormesis/platform';
import { readCallGraph } from '@hormesis/read-models';
import { logger } from '@hormesis/telemetry';
import { Inject, Injectable } from '@nestjs/common';
import { DrillStreams } from '../run-drills/drill-streams.js';
import { CaseStreams } from './case-streams.js';
import { readCase } from './read-case.js';
import { waitForReadModels } from './wait-for-read-models.js';

/** An event from which something new is learnt about an incident. */
export type LearntFrom = EventOf<
  | 'incident.resolved'
  | 'incident.annotated'
  | 'attribution.ranked'
  | 'action.judged'
  | 'case.corrected'
  | 'proposal.reopened'
>;

/** A guard that missed an incident says that there is more to learn from that one. */
function incidentLearntFrom(event: LearntFrom): string {
  if (isEvent(event, 'action.judged')) return event.data.incident;
  return isEvent(event, 'proposal.reopened') ? event.data.missed : event.subject;
}

/** What is known of an incident that is over. */
export type KnownCase = { incident: IncidentCase; assembled: AssembledCase; callees: readonly string[] };

/** A call that nobody has stated for so long is made no more. */
const callsKnownForMs = 30 * 24 * 60 * 60 * 1000;

/** Gathers the case of an incident that is over from the log, and states it if it says anything new. */
@Injectable()
export class AssembleCase {
  private readonly log = logger('learning');

  constructor(
    private readonly database: Database,
    @Inject(EVENT_LOG) private readonly events: EventLog,
    private readonly cases: CaseStreams,
    private readonly drills: DrillStreams,
  ) {}

  /** Whether the incident was learnt from before. */
  async isKnown(incident: string): Promise<boolean> {
    return (await this.cases.load(incident)).state.assembled !== undefined;
  }

  /** The case as it was known when the event happened; nothing while the incident is not over. */
  async run(event: LearntFrom, position: Position): Promise<KnownCase | undefined> {
    await waitForReadModels(this.database, this.events, position);
    const about = incidentLearntFrom(event);
    const incident = await readCase(this.database, about, event.time);
    if (!incident) {
      this.log.info({ incident: about }, 'nothing to learn from: its beginning is not on the log');
      return undefined;
    }
    if (incident.endedAt === undefined) return undefined;
    const { corrected } = (await this.cases.load(incident.id)).state;
    const callees = await this.calleesOf(incident);
    const earlier = await this.otherCases();
    const drill = await this.drillBehind(incident);
    const assembled = assembleCase(incident, { corrected, callees, earlier, drill });
    await this.cases.decide(incident.id, (record) => stateCase(record, assembled), {
      actor: { kind: 'system', id: 'learning' },
      causation: event,
      correlationId: incident.id,
    });
    return { incident, assembled, callees };
  }

  /** The drill that ran there when it began, and the class that it injected. */
  private async drillBehind({ service, environment, onset }: IncidentCase) {
    const drill = drillAt(await this.drills.spans(), { service, environment }, onset);
    if (!drill) return undefined;
    const { assembled, corrected } = (await this.cases.load(drill.incident)).state;
    return { id: drill.id, class: corrected?.class ?? assembled?.class };
  }

  private async calleesOf({ environment, service, detectedAt }: IncidentCase): Promise<string[]> {
    const seenAfter = new Date(Date.parse(detectedAt) - callsKnownForMs).toISOString();
    const edges = await readCallGraph(this.database, environment, { seenAfter });
    return edges.filter(({ from }) => from === service).map(({ to }) => to);
  }

  private async otherCases(): Promise<EarlierCase[]> {
    const all = await this.cases.loadAll();
    return [...all].flatMap(([incident, { state }]) =>
      state.assembled
        ? [{ incident, fingerprint: state.assembled.fingerprint, onset: state.assembled.onset }]
        : [],
    );
  }
}
