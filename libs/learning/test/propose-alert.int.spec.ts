import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasPromtool, promtool } from './support/promtool.js';
import { answerOf, errorWindows, proposalOf, story } from './support/story.js';

describe.skipIf(!(await hasPromtool()))('a proposed alert under promtool', () => {
  it('passes its own test with windows, normals and incidents of any kind', async () => {
    const recordings = [
      {},
      { durationMs: 1_000, before: 300, during: 120, requestsPerWindow: 40 },
      { durationMs: 60_000, before: 30, during: 10 },
      { normalShare: 0 },
      { badShare: 1 },
      { requestsPerWindow: 12, normalShare: 0, badShare: 0.5 },
      { during: 3, badShare: 0.6 },
    ];
    const alerts = recordings.map((recorded) =>
      proposalOf('threshold', story({ windows: errorWindows(recorded) })),
    );
    await promtool(...alerts.map(({ data }) => data.files));
  });

  it('passes its own test for any recording and any names', async () => {
    const name = fc.oneof(
      fc.string({ minLength: 1, maxLength: 20, unit: 'grapheme' }),
      fc.constantFrom(
        '{{ $labels.service }}',
        '"\\\n',
        '{a="b"}',
        '- x: &y',
        '\u0085\u2028\u007f',
        '%',
        "it's: #1",
      ),
    );
    const recorded = fc.record({
      durationMs: fc.constantFrom(1_000, 5_000, 10_000, 15_000, 20_000, 30_000, 60_000),
      requestsPerWindow: fc.integer({ min: 20, max: 100_000 }),
      normalShare: fc.double({ min: 0, max: 0.1, noNaN: true }),
      badShare: fc.double({ min: 0.2, max: 1, noNaN: true }),
      before: fc.integer({ min: 5, max: 80 }),
      during: fc.integer({ min: 3, max: 40 }),
    });
    const seed = Date.now();
    const alerts = fc
      .sample(fc.tuple(recorded, name, name, name), { numRuns: 30, seed })
      .map(([windows, service, environment, metric]) => {
        const of = { service, environment, metric };
        return answerOf('threshold', story({ ...of, windows: errorWindows({ ...windows, ...of }) }));
      })
      .filter((alert) => alert.outcome === 'proposed');
    expect(alerts.length).toBeGreaterThan(15);
    await promtool(...alerts.map(({ data }) => data.files)).catch((cause) => {
      throw new Error(`With seed ${seed}: ${cause}`, { cause });
    });
  });
});
