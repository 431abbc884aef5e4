import { type Proposed, proposeAlert, type Withheld } from '@hormesis/learning';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { errorWindows, story } from './support/story.js';

describe('proposing an alert', () => {
  it('puts the threshold between the recorded normal and the incident', () => {
    const rule = ruleOf(proposeAlert(story({ windows: errorWindows({ normalShare: 0.01, badShare: 0.3 }) })));
    const threshold = Number(/> ([\d.]+)$/.exec(rule.expr)?.[1]);
    expect(threshold).toBeGreaterThan(0.02);
    expect(threshold).toBeLessThan(0.15);
  });

  it('asks for our own series, by service, environment, metric and cohort', () => {
    const rule = ruleOf(proposeAlert(story()));
    const selector = '{service="checkout",environment="production",metric="http.errors",cohort="all"}[1m]';
    expect(rule.expr).toContain(`rate(hormesis_signal_bad_total${selector})`);
    expect(rule.expr).toContain(`rate(hormesis_signal_requests_total${selector})`);
    expect(rule).toMatchObject({
      alert: 'CheckoutProductionHttpErrorsBadShareHigh',
      for: '30s',
      labels: { severity: 'critical', hormesis_incident: 'inc-7f3a' },
    });
  });

  it('says when it would have fired, and calls itself earlier only if it is', () => {
    const early = proposeAlert(
      story({ windows: errorWindows({ badShare: 0.9, durationMs: 1_000, before: 300, during: 240 }) }),
    );
    expect(early.data).toMatchObject({
      class: 'detects-earlier',
      rationale: expect.stringMatching(
        /fires at 2026-11-18T10:1\d:\d\d\.000Z, \d+ s before the incident was detected/,
      ),
    });
    const late = proposeAlert(
      story({ windows: errorWindows({ durationMs: 60_000, before: 30, during: 10 }) }),
    );
    expect(late.data).toMatchObject({
      class: 'limits',
      rationale: expect.stringContaining('after the incident was detected'),
    });
  });

  it('watches the cohort in which the incident stands out most', () => {
    const windows = [
      ...errorWindows({ cohort: 'unexposed', badShare: 0.05 }),
      ...errorWindows({ cohort: 'exposed', badShare: 0.6 }),
    ];
    expect(ruleOf(proposeAlert(story({ windows }))).expr).toContain('cohort="exposed"');
  });

  it('gives the same class of failure the same fingerprint, and each recurrence the same bytes', () => {
    expect(proposeAlert(story()).data).toMatchObject({
      fingerprint: expect.stringMatching(/^fp-[0-9a-f]{16}$/),
    });
    const fingerprints = [story(), story({ windows: errorWindows({ badShare: 0.7 }) })].map(
      (incident) => (proposeAlert(incident) as Proposed).data.fingerprint,
    );
    expect(new Set(fingerprints).size).toBe(1);
    const other = proposeAlert(story({ service: 'payments' })) as Proposed;
    expect(other.data.fingerprint).not.toBe(fingerprints[0]);
  });

  it.each([
    ['no windows at all', [], /No signal windows of http\.errors/],
    ['too few before', errorWindows({ before: 4 }), /Only 4 windows .* before the onset; at least 5/],
    ['too few during', errorWindows({ during: 2 }), /Only 2 windows .* during the incident; at least 3/],
    ['no bad counts', errorWindows({ normalShare: 0, badShare: 0 }), /count no bad request/],
    [
      'an incident as good as the normal',
      errorWindows({ normalShare: 0.1, badShare: 0.1 }),
      /did not stand out/,
    ],
    ['windows of another service', errorWindows({ service: 'payments' }), /No signal windows/],
  ])('is withheld with %s', (_, windows, reason) => {
    const answer = proposeAlert(story({ windows }));
    expect(answer.outcome).toBe('withheld');
    expect((answer as Withheld).data.reason).toMatch(reason);
    expect(answer.data.evidence).not.toHaveLength(0);
  });
});

function ruleOf(answer: Proposed | Withheld) {
  if (answer.outcome === 'withheld') throw new Error(answer.data.reason);
  return parse(answer.data.files[0]?.content ?? '').groups[0].rules[0];
}
