import { Database } from '@hormesis/database';
import { type Event, isEvent } from '@hormesis/events';
import type { Detection, Sightings, VerifiedCase, VerifiedGuard } from '@hormesis/learning';
import { type Position, topics } from '@hormesis/log';
import { EVENT_LOG, type EventLog } from '@hormesis/platform';
import { waitForPosition } from '@hormesis/projection';
import { Inject, Injectable } from '@nestjs/common';
import { ReadModelsBehind } from '../assemble-case/read-models-behind.js';
import { ProposalStreams } from '../proposal-streams/proposal-streams.js';
import { readStops } from './read-stops.js';
import { readTestRuns, type TestNames } from './read-test-runs.js';

const timeoutMs = 5_000;
const dayMs = 24 * 60 * 60 * 1000;
/** Clocks of reporters may be a little behind. */
const slackMs = 60_000;

/** Reads what was seen of an incident: who noticed, what stopped it, and how the guards’ tests ran. */
@Injectable()
export class ReadSightings {
  constructor(
    private readonly database: Database,
    @Inject(EVENT_LOG) private readonly events: EventLog,
    private readonly proposals: ProposalStreams,
  ) {}

  async of(
    incident: VerifiedCase,
    guards: readonly VerifiedGuard[],
    known: { detectedBy?: string | undefined; flag?: string | undefined },
  ): Promise<Sightings> {
    await this.waitForTimeline();
    const onset = Date.parse(incident.onset);
    const end = Date.parse(incident.endedAt ?? incident.detectedAt);
    const from = new Date(onset - dayMs).toISOString();
    const to = new Date(end + slackMs).toISOString();
    return {
      detections: [
        ...(await this.readDetections(incident, from, to)),
        ...toldByCase(incident, guards, known.detectedBy),
      ],
      stops: await readStops(this.database, incident, { from, to, flag: known.flag }),
      testRuns: await readTestRuns(this.database, await this.testNames(guards), {
        from: new Date(onset - 7 * dayMs).toISOString(),
        to,
      }),
    };
  }

  private async readDetections(
    { service, environment }: VerifiedCase,
    from: string,
    to: string,
  ): Promise<Detection[]> {
    const rows = await this.database.query<{ event: Event }>(
      `SELECT event FROM read.timeline_event
       WHERE lane = $1 AND name = 'anomaly.detected' AND time BETWEEN $2::timestamptz AND $3::timestamptz
         AND ($4::text IS NULL OR environment = $4)
       ORDER BY time, topic, partition, "offset"`,
      [service, from, to, environment ?? null],
    );
    return rows.flatMap(({ event }) => {
      if (!isEvent(event, 'anomaly.detected')) return [];
      const { guard, method } = event.data;
      return [{ at: event.time, method, guard }];
    });
  }

  private async testNames(guards: readonly VerifiedGuard[]): Promise<TestNames[]> {
    const tests = guards.filter(({ kind }) => kind === 'test');
    return Promise.all(
      tests.map(async ({ id }) => {
        const { state } = await this.proposals.load(id);
        const paths = 'files' in state ? state.files.map(({ path }) => path) : [];
        return { guard: id, names: [id, ...paths] };
      }),
    );
  }

  /** Anomalies and flags stand on other partitions than the case, and may not have been taken in yet. */
  private async waitForTimeline(): Promise<void> {
    const heads = (
      await Promise.all([topics.incidents, topics.changes].map((topic) => this.events.heads(topic)))
    ).flat();
    const last: Position[] = heads
      .filter(({ offset }) => offset > 0)
      .map((head) => ({ ...head, offset: head.offset - 1 }));
    if (!(await waitForPosition(this.database, 'timeline_entry', last, timeoutMs)))
      throw new ReadModelsBehind('timeline_entry');
  }
}

/** Who noticed as the case says: of a person’s report there may be no anomaly. */
function toldByCase(
  { detectedAt }: VerifiedCase,
  guards: readonly VerifiedGuard[],
  detectedBy: string | undefined,
): Detection[] {
  if (detectedBy === undefined || guards.some(({ id }) => id === detectedBy)) return [];
  return [{ at: detectedAt, method: detectedBy }];
}
