import { type EventRecord, isReadable, topics } from '@hormesis/log';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anomaly, startGuardian } from './start-guardian.js';

/** On an idle machine the median is below 20 ms; the bound only catches a poll or a pause on the way. */
const runs = 100;
let guardian: Awaited<ReturnType<typeof startGuardian>>;

beforeAll(async () => {
  guardian = await startGuardian({
    HORMESIS_DEFAULT_POLICY: 'rollback',
    HORMESIS_ACTIONS_PER_HOUR: '1000',
  });
});
afterAll(() => guardian.stop());

/** When each flag was seen to be turned off, by a reader of the log. */
async function watchFlips(): Promise<Map<string, number>> {
  const seen = new Map<string, number>();
  await guardian.log.consume({
    topics: [topics.changes],
    positionOf: async () => 0,
    handle: async ({ records }) => {
      for (const { event } of records.filter((record): record is EventRecord => isReadable(record))) {
        if (event.name === 'featureflag.flipped') seen.set(event.subject, performance.now());
      }
    },
  });
  return seen;
}

const quantile = (sorted: readonly number[], q: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? 0;

describe('from the anomaly on the log to the flag turned off, as a reader of the log sees it', () => {
  it('is printed, and is far below a second', async () => {
    const seen = await watchFlips();
    const took: number[] = [];
    for (let run = 0; run < runs; run += 1) {
      await guardian.defineFlag(`flag-${run}`, `service-${run}`);
      await guardian.emit(anomaly(`anm-${run}`, `service-${run}`));
      const appended = performance.now();
      await expect.poll(() => seen.has(`flag-${run}`), { interval: 2, timeout: 5_000 }).toBe(true);
      took.push((seen.get(`flag-${run}`) ?? Number.POSITIVE_INFINITY) - appended);
    }
    const sorted = took.toSorted((a, b) => a - b);
    const [p50, p95, worst] = [0.5, 0.95, 1].map((q) => quantile(sorted, q));
    process.stdout.write(
      `anomaly appended → flag off, ${runs} runs: p50 ${p50?.toFixed(1)} ms, p95 ${p95?.toFixed(1)} ms, worst ${worst?.toFixed(1)} ms\n`,
    );
    expect(p50).toBeLessThan(500);
  });
});
