import type { Queryable } from '@hormesis/database';
import { type Event, isEvent } from '@hormesis/events';
import type { TestRun } from '@hormesis/learning';

/** By what a guard’s test is known in reports of runs: its id, or the file that it is in. */
export type TestNames = { guard: string; names: readonly string[] };

/** Runs of the guards’ own tests that were reported; one that was cancelled says nothing. */
export async function readTestRuns(
  db: Queryable,
  tests: readonly TestNames[],
  { from, to }: { from: string; to: string },
): Promise<TestRun[]> {
  if (tests.length === 0) return [];
  const rows = await db.query<{ event: Event }>(
    `SELECT event FROM read.timeline_event
     WHERE name = 'testcaserun.finished' AND time BETWEEN $1::timestamptz AND $2::timestamptz
       AND EXISTS (SELECT FROM unnest($3::text[]) AS n(name) WHERE strpos(event -> 'data' ->> 'testCase', n.name) > 0)
     ORDER BY time, topic, partition, "offset"`,
    [from, to, tests.flatMap(({ names }) => names)],
  );
  return rows.flatMap(({ event }) => {
    if (!isEvent(event, 'testcaserun.finished') || event.data.outcome === 'cancel') return [];
    const testCase = JSON.stringify(event.data.testCase ?? {});
    const passed = event.data.outcome === 'success';
    return tests
      .filter(({ names }) => names.some((name) => testCase.includes(name)))
      .map(({ guard }) => ({ at: event.time, guard, passed }));
  });
}
