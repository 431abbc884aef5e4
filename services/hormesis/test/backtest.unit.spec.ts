import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verdictCode } from '../src/backtest/backtest.js';
import { pastIncidentOf } from '../src/backtest/incident-line.js';
import { replayHere } from '../src/backtest/replay-here.js';
import { reportLines } from '../src/backtest/report-lines.js';
import { instantOf } from '../src/backtest/when.js';

const start = Date.UTC(2026, 0, 5, 8);
const minute = 60_000;
const rules = (service = 'checkout') => `groups:
  - name: checkout
    interval: 30s
    rules:
      - alert: TooManyErrors
        expr: sum by (service) (rate(hormesis_signal_bad_total{service="${service}"}[1m])) / sum by (service) (rate(hormesis_signal_requests_total{service="${service}"}[1m])) > 0.1
`;

const windows = Array.from({ length: 720 }, (_, n) => {
  const t = start + (n + 1) * 10_000;
  const isBad = t > start + 60 * minute && t <= start + 80 * minute;
  return JSON.stringify({
    t,
    at: t + 200,
    service: 'checkout',
    metric: 'http.errors',
    total: 300,
    bad: isBad ? 100 : 2,
  });
});
const change = JSON.stringify({
  t: start + 60 * minute,
  change: { id: 'dep-1', service: 'checkout', exposure: 1 },
});
const incident = {
  id: 'inc-1',
  service: 'checkout',
  metric: 'http.errors',
  onset: start + 60 * minute,
  detectedAt: start + 70 * minute,
  endedAt: new Date(start + 80 * minute).toISOString(),
  change: 'dep-1',
};

let folder: string;
const at = (name: string) => join(folder, name);
const options = (more: object) => ({
  windows: at('windows.jsonl'),
  incidents: at('incidents.jsonl'),
  wait: true,
  ...more,
});

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hormesis-backtest-'));
  await writeFile(at('windows.jsonl'), [change, ...windows].join('\n'));
  await writeFile(at('incidents.jsonl'), JSON.stringify(incident));
  await writeFile(at('rules.yml'), rules());
  await writeFile(at('other.yml'), rules('basket'));
  await writeFile(at('broken.yml'), rules().replace('> 0.1', '> )'));
  await writeFile(
    at('ramp.json'),
    JSON.stringify({
      steps: [
        { percentage: 5, bakeSeconds: 600 },
        { percentage: 100, bakeSeconds: 600 },
      ],
    }),
  );
});
afterAll(() => rm(folder, { recursive: true }));

describe('a backtest without a server', () => {
  it('replays rules over lines of windows, the same each time', async () => {
    const reports = await replayHere(options({ rule: at('rules.yml') }));
    expect(reports[0]).toMatchObject({
      rule: 'TooManyErrors',
      report: { verdict: 'passed', recall: { caught: 1, of: 1 }, falseAlarms: { count: 0 } },
    });
    expect(verdictCode(reports)).toBe(0);
    expect(JSON.stringify(await replayHere(options({ rule: at('rules.yml') })))).toBe(
      JSON.stringify(reports),
    );
  });

  it('says which incidents are passed over, and why', async () => {
    const lines = [
      incident,
      { ...incident, id: 'inc-2', service: 'chekout' },
      { ...incident, id: 'inc-3', onset: start - 60 * minute },
    ];
    await writeFile(at('some.jsonl'), lines.map((line) => JSON.stringify(line)).join('\n'));
    const said: string[] = [];
    const told = (more: object) =>
      replayHere(options({ rule: at('rules.yml'), ...more }), (line) => said.push(line));
    await told({ incidents: at('some.jsonl') });
    expect(said).toEqual([
      expect.stringMatching(
        /^inc-2 is passed over: .*chekout in production.*There are windows of checkout in production\.$/,
      ),
      expect.stringMatching(
        /^inc-3 is passed over: it began at 2026-01-05T07:00.*the period is from 2026-01-05T08:00/,
      ),
    ]);
    said.length = 0;
    await told({ incidents: undefined });
    expect(said).toEqual([
      expect.stringMatching(/^No incident was given \(--incidents\), so every firing counts as false\./),
    ]);
  });

  it('tells the figures in words', async () => {
    const [report] = await replayHere(options({ rule: at('rules.yml') }));
    const text = report ? reportLines(report).join('\n') : '';
    expect(text).toMatch(/passed {2}.*TooManyErrors/);
    expect(text).toMatch(/inc-1 +fires at 2026-01-05 09:00:\d\d, \S+ min before it was detected/);
    expect(text).toMatch(/false alarms +0 in 88 min: too short a record to tell/);
  });

  it('replays a flag policy over the changes among the lines', async () => {
    const [report] = await replayHere(options({ flagPolicy: at('ramp.json') }));
    expect(report?.report).toMatchObject({ verdict: 'passed', recall: { caught: 1, of: 1 } });
  });

  it('ends with 3 where what it needs is not among the lines', async () => {
    const reports = await replayHere(options({ rule: at('other.yml') }));
    expect(verdictCode(reports)).toBe(3);
    expect(reports[0]?.report.missing[0]).toMatch(/service="basket"/);
  });

  it('names the line of a rule that is wrong', async () => {
    await expect(replayHere(options({ rule: at('broken.yml') }))).rejects.toMatchObject({
      code: 'usage',
      details: [{ field: 'line 6, rule TooManyErrors' }],
    });
    await expect(replayHere(options({ rule: at('nowhere.yml') }))).rejects.toMatchObject({
      code: 'not-found',
    });
  });
});

describe('what is written', () => {
  it.each([
    ['2026-01-05', '2026-01-05T00:00:00.000Z'],
    ['2026-01-05T08:00:00+01:00', '2026-01-05T07:00:00.000Z'],
    ['90d', '2025-10-07T08:00:00.000Z'],
  ])('%s is a time', (text, time) => {
    expect(instantOf('--from', text, new Date(start))).toBe(time);
  });

  it('is refused where it is no time, or no incident', () => {
    expect(() => instantOf('--from', 'yesterday', new Date(start))).toThrow(/--from is “yesterday”/);
    expect(() =>
      pastIncidentOf('{"id":"inc-1","service":"checkout","onset":"2026-01-05T08:00:00Z"}'),
    ).toThrow(/“detectedAt”/);
    const line = (more: object) => () => pastIncidentOf(JSON.stringify({ ...incident, ...more }));
    expect(line({ onset: start / 1_000 })).toThrow(/“onset” is 1767600000, which looks like seconds/);
    expect(line({ endedAt: start })).toThrow(/“endedAt”, 2026-01-05T08:00:00.000Z, lies before “onset”/);
    expect(line({ stoppedAt: start })).toThrow(/“stoppedAt”.*lies before “onset”/);
    expect(() => pastIncidentOf('[]')).toThrow(/no JSON object/);
  });
});
