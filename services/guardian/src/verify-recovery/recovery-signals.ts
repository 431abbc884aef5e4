import { Database } from '@hormesis/database';
import type { Incident } from '@hormesis/incident';
import { readWindowCounts, type WindowCounts } from '@hormesis/read-models';
import { Injectable } from '@nestjs/common';
import { Anomalies, type Harm } from '../watch-anomalies/anomalies.js';
import { type Counts, type ReverseTest, reverseTest } from './reverse-test.js';

/** How far back the time before the harm is looked at, milliseconds. */
const LOOK_BACK_MS = 10 * 60_000;
/** Of the time that it was harmed the end is enough: an onset may be told of that is days ago. Milliseconds. */
const HARMED_MS = 10 * 60_000;
/** Requests that were on their way when the action was done are not counted, milliseconds. */
const GRACE_MS = 2_000;

/** What was measured around an action. */
@Injectable()
export class RecoverySignals {
  constructor(
    private readonly db: Database,
    private readonly anomalies: Anomalies,
  ) {}

  /** The reverse test of each metric that got worse, as far as there are counts of it. */
  async since(completedAt: string, incident: Incident): Promise<ReverseTest[]> {
    if (!(await this.areKept())) return [];
    const harms = await this.anomalies.harmOf(incident, incident.anomalies);
    const tests = await Promise.all(harms.map((harm) => this.test(harm, completedAt, incident)));
    return tests.flatMap((test) => test ?? []);
  }

  /** The windows are kept by the projector, which may not have begun here. */
  private async areKept(): Promise<boolean> {
    const [row] = await this.db.query<{ kept: boolean }>(
      `select to_regclass('read.signal_window') is not null as kept`,
    );
    return row?.kept ?? false;
  }

  private async test({ metric, onset }: Harm, completedAt: string, { service, environment }: Incident) {
    const [began, done] = [Date.parse(onset), Date.parse(completedAt)];
    const read = (from: number, to: number) =>
      readWindowCounts(this.db, {
        ...{ service, environment, metric },
        from: new Date(from).toISOString(),
        to: new Date(to).toISOString(),
      });
    const harmedFrom = Math.max(began, done - HARMED_MS);
    const windows = ofAll([
      ...(await read(began - LOOK_BACK_MS, began)),
      ...(await read(harmedFrom, Date.now() + LOOK_BACK_MS)),
    ]);
    const between = (from: number, to: number): Counts =>
      windows.filter(({ start, durationMs }) => {
        const at = Date.parse(start);
        return at >= from && at + durationMs <= to;
      });
    return reverseTest(
      between(0, began),
      between(harmedFrom, done),
      between(done + GRACE_MS, Number.POSITIVE_INFINITY),
    );
  }
}

/** The windows of everybody, where they are measured as a whole; else those of all parts. */
function ofAll(windows: readonly WindowCounts[]): readonly WindowCounts[] {
  const whole = windows.filter(({ whole }) => whole);
  return whole.length > 0 ? whole : windows;
}
