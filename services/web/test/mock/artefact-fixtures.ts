import type { Proposal } from '@hormesis/api';

type Files = Proposal['files'];

export const ruleFiles = (threshold: string): Files => [
  {
    path: 'alerts/mailer-latency.rules.yml',
    mediaType: 'application/yaml',
    content: [
      'groups:',
      '  - name: hormesis-mailer',
      '    rules:',
      '      - alert: MailerSlow',
      '        expr: >-',
      '          sum(rate(hormesis_signal_bad_total{service="mailer",environment="production",metric="http.latency"}[2m]))',
      '          / sum(rate(hormesis_signal_requests_total{service="mailer",environment="production",metric="http.latency"}[2m]))',
      `          > ${threshold}`,
      '        for: 30s',
      '        labels:',
      '          severity: warning',
      '          hormesis_proposal: pro-3f9a1c20d7e4',
      '        annotations:',
      '          summary: More than usual of the requests to mailer are slow.',
      '',
    ].join('\n'),
  },
  {
    path: 'alerts/mailer-latency.test.yml',
    mediaType: 'application/yaml',
    content: [
      'rule_files:',
      '  - mailer-latency.rules.yml',
      'evaluation_interval: 15s',
      'tests:',
      '  - interval: 15s',
      '    name: fires on the incident, not on the quiet hour before',
      '    input_series:',
      `      - series: 'hormesis_signal_requests_total{service="mailer",environment="production"}'`,
      "        values: '0+750x40'",
      `      - series: 'hormesis_signal_bad_total{service="mailer",environment="production"}'`,
      "        values: '0+4x20 80+140x20'",
      '    alert_rule_test:',
      '      - { eval_time: 4m, alertname: MailerSlow, exp_alerts: [] }',
      '',
    ].join('\n'),
  },
];

export const rampFiles: Files = [
  {
    path: 'flags/mailer-templates.ramp.json',
    mediaType: 'application/json',
    content: `${JSON.stringify(
      {
        flag: 'mailer-templates',
        variant: 'on',
        steps: [1, 10, 50, 100].map((percentage) => ({ percentage, bakeSeconds: 1_200 })),
        guards: [],
        onAnomaly: 'kill',
      },
      null,
      2,
    )}\n`,
  },
];

export const gateFiles: Files = [
  {
    path: 'flags/search-semantic.flagd.json',
    mediaType: 'application/json',
    content: `${JSON.stringify(
      {
        flags: {
          'search-semantic': {
            state: 'ENABLED',
            variants: { on: true, off: false },
            defaultVariant: 'off',
            targeting: {
              fractional: [
                ['on', 5],
                ['off', 95],
              ],
            },
          },
        },
      },
      null,
      2,
    )}\n`,
  },
];

export const testFiles: Files = [
  {
    path: 'tests/regressions/mailer-inc-77b1e05d.test.ts',
    mediaType: 'text/typescript',
    content: [
      "import { expect, it } from 'vitest';",
      '',
      "it('POST /v1/messages with a long list of addressees answers within 2 s', async () => {",
      '  const started = performance.now();',
      "  const answer = await fetch(new URL('/v1/messages', process.env.TARGET_URL), {",
      "    method: 'POST',",
      "    headers: { 'content-type': 'application/json' },",
      "    body: JSON.stringify({ template: 'receipt', addressees: 40 }),",
      '  });',
      '  expect(answer.status).toBe(202);',
      '  expect(performance.now() - started).toBeLessThan(2_000);',
      '});',
      '',
    ].join('\n'),
  },
];
