import type { EventOf } from '@hormesis/events';
import {
  answerAnomaly,
  callersIn,
  type DrillHere,
  judge,
  type Place,
  type WhatWasNoticed,
} from '@hormesis/incident';
import { type Drill, drillUnderWay } from '@hormesis/learning';
import { CLOCK, type Clock } from '@hormesis/platform';
import { record } from '@hormesis/telemetry';
import { Inject, Injectable } from '@nestjs/common';
import { Suspects } from '../attribution/suspects.js';
import { ActionExecution } from '../execute-actions/action-execution.js';
import { LadderState } from '../ladder/ladder-state.js';
import { Permits } from '../ladder/permits.js';
import { GUARDIAN } from '../streams/guardian-source.js';
import { IncidentStreams } from '../streams/incident-streams.js';
import { Anomalies, placeOfAnomaly } from './anomalies.js';
import { AnsweredAnomalies } from './answered-anomalies.js';
import { timeOfLate, toldIn } from './lateness.js';
import { Recovery } from './recovery.js';
import { WATCH_ANOMALIES } from './watch-anomalies.reaction.js';

/** What the guardian does when an anomaly is detected: who is suspected, which incident it is, what is to be done. */
@Injectable()
export class AnswerToAnomaly {
  constructor(
    private readonly anomalies: Anomalies,
    private readonly answered: AnsweredAnomalies,
    private readonly suspects: Suspects,
    private readonly ladder: LadderState,
    private readonly permits: Permits,
    private readonly incidents: IncidentStreams,
    private readonly execution: ActionExecution,
    private readonly recovery: Recovery,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Safe to repeat. A requested action is begun at once, and not waited for. */
  async to(anomaly: EventOf<'anomaly.detected'>): Promise<void> {
    const place = placeOfAnomaly(anomaly);
    const now = this.clock.now();
    const [{ incident, done }, { cleared }, ranked, ladder] = await Promise.all([
      this.answered.take(anomaly),
      this.anomalies.detected(anomaly),
      this.suspects.of(anomaly, now),
      this.ladder.read(),
    ]);
    if (done) return;
    const { candidates, changes, method, causes } = ranked;
    const callersOf = callersIn(ranked.callGraph);
    const told = cleared ? 'history' : toldIn(anomaly.time, now);
    const noticed = await this.noticed(anomaly, incident);
    const drillAt = drillsFeltIn(ladder.drills, anomaly, now);
    const drill = drillAt(place)?.id;
    const judged = judge(candidates, {
      ...{ ...place, ladder, changes, now, told, callersOf, noticed, drillAt },
    });
    const judgement = await this.permits.applyTo(judged, { incident, ladder, now, because: anomaly });
    const { events } = await this.incidents.decide(
      incident,
      (state) => answerAnomaly(state, { anomaly, candidates, method, causes, judgement, drill }),
      { actor: GUARDIAN, causation: anomaly, correlationId: incident, ...timeOfLate(anomaly.time, now) },
    );
    this.execution.beginAll(events);
    this.recordDuration(anomaly);
    if (cleared) await this.recovery.resolveIfCleared(incident, anomaly);
    await this.permits.giveBackUnused(incident, judgement);
    await this.answered.done(anomaly);
  }

  /** What others named in the incident matters only where a guard does not say whom it saw. */
  private async noticed(anomaly: EventOf<'anomaly.detected'>, incident: string): Promise<WhatWasNoticed> {
    const { guard, change } = anomaly.data;
    if (guard === undefined || change) return { guard, change };
    const { state } = await this.incidents.load(incident);
    return { guard, others: await this.anomalies.causesOf(placeOfAnomaly(anomaly), state.anomalies) };
  }

  private recordDuration({ recordedTime }: EventOf<'anomaly.detected'>): void {
    if (recordedTime === undefined) return;
    const seconds = (this.clock.now().getTime() - Date.parse(recordedTime)) / 1_000;
    record('hormesis.reaction.duration', seconds, { reaction: WATCH_ANOMALIES });
  }
}

/** The drill at a place that is felt now, or was when the anomaly began. */
function drillsFeltIn(drills: readonly Drill[], { data }: EventOf<'anomaly.detected'>, now: Date) {
  return ({ service, environment }: Place): DrillHere | undefined => {
    const place = { service, environment: environment === '*' ? null : environment };
    const begun = drillUnderWay(drills, place, data.onset);
    return drillUnderWay(drills, place, now.toISOString()) ?? (begun && { ...begun, isOver: true });
  };
}
