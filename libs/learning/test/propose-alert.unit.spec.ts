import type { Proposed, Withheld } from '@hormesis/learning';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { answerOf, errorWindows, proposalOf, story } from './support/story.js';

describe('proposing an alert', () => {
  it('puts the threshold between the recorded normal and the incident', () => {
    const rule = ruleOf(
      answerOf('threshold', story({ windows: errorWindows({ normalShare: 0.01, badShare: 0.3 }) })),
    );
    const threshold = Number(/> ([\d.]+) and/.exec(rule.expr)?.[1]);
    expect(threshold).toBeGreaterThan(0.02);
    expect(threshold).toBeLessThan(0.2);
  });

  it('asks for our own series, in whichever cohort', () => {
    const rule = ruleOf(answerOf('threshold', story()));
    const selector = '{service="checkout",environment="production",metric="http.errors"}[1m]';
    expect(rule.expr).toContain(`rate(hormesis_signal_bad_total${selector})`);
    expect(rule.expr).toContain(`rate(hormesis_signal_requests_total${selector})`);
    expect(rule).toMatchObject({
      alert: 'CheckoutProductionHttpErrorsBadShareHigh',
      labels: {
        severity: 'critical',
        hormesis_incident: 'inc-7f3a',
        hormesis_proposal: expect.stringMatching(/^pro-[0-9a-f]{12}$/),
      },
    });
  });

  it('says when it would have fired, and calls itself earlier only if it is', () => {
    const early = answerOf(
      'threshold',
      story({ windows: errorWindows({ badShare: 0.9, durationMs: 1_000, before: 300, during: 240 }) }),
    );
    expect(early.data).toMatchObject({
      class: 'detects-earlier',
      rationale: expect.stringMatching(
        /fires at 2026-11-18T10:1\d:\d\d\.000Z, \d+ s before the incident was detected/,
      ),
    });
    const late = answerOf(
      'threshold',
      story({ windows: errorWindows({ durationMs: 60_000, before: 30, during: 10, badShare: 0.05 }) }),
    );
    expect(late.data).toMatchObject({
      class: 'limits',
      rationale: expect.stringContaining('after the incident was detected'),
    });
  });

  it('says in which cohort it stood out, and asks for any', () => {
    const windows = [
      ...errorWindows({ cohort: 'control', badShare: 0.01 }),
      ...errorWindows({ cohort: 'version:v413', badShare: 0.6 }),
    ];
    const answer = proposalOf('threshold', story({ windows }));
    expect(answer.data.instance).toContain('cohort version:v413');
    expect(answer.data.generalised).toContain('Whichever cohort');
    expect(ruleOf(answer).expr).not.toContain('v413');
  });

  it('gives the same class of failure the same fingerprint, and each recurrence the same bytes', () => {
    expect(answerOf('threshold', story()).data).toMatchObject({
      fingerprint: expect.stringMatching(/^fp-[0-9a-f]{16}$/),
    });
    const fingerprints = [story(), story({ windows: errorWindows({ badShare: 0.7 }) })].map(
      (incident) => (answerOf('threshold', incident) as Proposed).data.fingerprint,
    );
    expect(new Set(fingerprints).size).toBe(1);
    const other = answerOf('threshold', story({ service: 'payments' })) as Proposed;
    expect(other.data.fingerprint).not.toBe(fingerprints[0]);
  });

  it.each([
    ['no windows at all', [], /No signal windows of http\.errors/],
    ['too few before', errorWindows({ before: 4 }), /Only 4 windows .* before the onset; at least 5/],
    [
      'too few during',
      errorWindows({ durationMs: 60_000, during: 2 }),
      /Only 2 windows .* during the incident; at least 3/,
    ],
    ['no bad counts', errorWindows({ normalShare: 0, badShare: 0 }), /count no bad request/],
    [
      'an incident as good as the normal',
      errorWindows({ normalShare: 0.1, badShare: 0.1 }),
      /did not stand out/,
    ],
    ['windows of another service', errorWindows({ service: 'payments' }), /No signal windows/],
  ])('is withheld with %s', (_, windows, reason) => {
    const answer = answerOf('threshold', story({ windows }));
    expect(answer.outcome).toBe('withheld');
    expect((answer as Withheld).data.reason).toMatch(reason);
    expect(answer.data.evidence).not.toHaveLength(0);
  });
});

function ruleOf(answer: Proposed | Withheld) {
  if (answer.outcome === 'withheld') throw new Error(answer.data.reason);
  return parse(answer.data.files[0]?.content ?? '').groups[0].rules[0];
}
