import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasPromtool, promtool } from './support/promtool.js';
import { answerOf, errorWindows, story } from './support/story.js';

describe.skipIf(!(await hasPromtool()))('a proposed alert under promtool', () => {
  it.each([
    ['ten-second windows', errorWindows()],
    [
      'one-second windows',
      errorWindows({ durationMs: 1_000, before: 300, during: 120, requestsPerWindow: 40 }),
    ],
    ['one-minute windows', errorWindows({ durationMs: 60_000, before: 30, during: 10 })],
    ['a normal without any error', errorWindows({ normalShare: 0 })],
    ['everything failing', errorWindows({ badShare: 1 })],
    ['little traffic', errorWindows({ requestsPerWindow: 12, normalShare: 0, badShare: 0.5 })],
    ['a short incident', errorWindows({ during: 3, badShare: 0.6 })],
  ])('passes its own test with %s', async (_, windows) => {
    const alert = answerOf('threshold', story({ windows }));
    expect(alert).toMatchObject({ outcome: 'proposed' });
    if (alert.outcome === 'proposed') expect(await promtool(alert.data.files)).toContain('SUCCESS');
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
    let proposals = 0;
    await fc.assert(
      fc.asyncProperty(recorded, name, name, name, async (windows, service, environment, metric) => {
        const of = { service, environment, metric };
        const alert = answerOf('threshold', story({ ...of, windows: errorWindows({ ...windows, ...of }) }));
        if (alert.outcome === 'withheld') return;
        proposals += 1;
        expect(await promtool(alert.data.files)).toContain('SUCCESS');
      }),
      { numRuns: 20 },
    );
    expect(proposals).toBeGreaterThan(10);
  });
});
