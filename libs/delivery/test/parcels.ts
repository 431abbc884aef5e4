import type { Parcel } from '@hormesis/delivery';

export const rules = (proposal: string, expr = 'up == 0') =>
  [
    'groups:',
    '  - name: hormesis-checkout',
    '    rules:',
    '      - alert: CheckoutErrors',
    `        expr: ${expr}`,
    '        for: 1m',
    '        labels:',
    `          hormesis_proposal: ${proposal}`,
    '',
  ].join('\n');

export const proposal = 'pro-1a2b3c4d5e6f';

/** An accepted alert, as the learning service hands it over. */
export const alertParcel: Parcel = {
  proposal,
  kind: 'alert',
  title: 'Alert when more than 4 % of checkout’s requests fail',
  rationale: 'The incident was noticed after 6 minutes.',
  verification: 'It fires within a minute in the next drill.',
  instance: 'Incident inc-1 on 2026-11-20.',
  generalised: 'Any rise of failed requests of checkout.',
  service: 'checkout',
  environment: 'production',
  incident: 'inc-1',
  files: [
    { path: 'alerts/checkout-errors.rules.yml', mediaType: 'application/yaml', content: rules(proposal) },
    { path: 'alerts/checkout-errors.test.yml', mediaType: 'application/yaml', content: 'tests: []\n' },
  ],
  backtest: {
    verdict: 'passed',
    reason: 'It fires 5 minutes earlier, and twice in 60 days for nothing.',
    missing: ['latency of 3 days'],
    period: { from: '2026-09-20T00:00:00Z', to: '2026-11-20T00:00:00Z' },
    fittedUntil: '2026-10-20T00:00:00Z',
    coverage: 0.97,
    windows: 10,
    series: 4,
    variantsTried: 12,
    source: {
      incident: 'inc-1',
      detectedAt: '2026-11-20T10:06:00Z',
      firedAt: '2026-11-20T10:01:00Z',
      leadMs: 300_000,
      part: 'score',
    },
    recall: { caught: 2, of: 3, incidents: [] },
    falseAlarms: { count: 2, days: 58, perWeek: 0.24, low: 0.03, high: 0.87, at: [] },
    goodChanges: { of: 41, stopped: 0, changes: [], addedHours: 0 },
    savedUserSeconds: 18_400,
  },
  checks: [{ tool: 'promtool check rules', version: '2.42.0', passed: true, says: 'SUCCESS: 1 rules found' }],
  link: 'https://hormesis.example.org/proposals/pro-1a2b3c4d5e6f',
};

/** The same after a person edited it: another expression, and the test under another name. */
export const editedParcel: Parcel = {
  ...alertParcel,
  files: [
    {
      path: 'alerts/checkout-errors.rules.yml',
      mediaType: 'application/yaml',
      content: rules(proposal, 'up == 1'),
    },
    { path: 'alerts/checkout.test.yml', mediaType: 'application/yaml', content: 'tests: []\n' },
  ],
};

/** Short, so that failing is soon tested. */
export const limits = { timeoutMs: 1_600, attemptMs: 250, firstPauseMs: 10 };
