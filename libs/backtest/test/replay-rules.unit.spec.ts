import { type Origin, type PastChange, type PastIncident, RulesReplay } from '@hormesis/backtest';
import { type RuleFile, readRules } from '@hormesis/promql';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { at, change, incident } from './past.js';
import { record, type Traffic } from './record.js';

const minute = 60_000;

function rules(text: string): RuleFile {
  const file = readRules(text);
  if ('problems' in file) throw new Error(JSON.stringify(file.problems));
  return file;
}

const alert = (name: string, expr: string, held = '0s') =>
  `    - alert: ${name}\n      expr: ${expr}\n      for: ${held}\n`;
const group = (...alerts: string[]) =>
  `groups:\n  - name: checkout\n    interval: 30s\n    rules:\n${alerts.join('')}`;

const badShare = (threshold: number, service = 'checkout') =>
  `sum by (service, environment) (rate(hormesis_signal_bad_total{service="${service}"}[1m])) / sum by (service, environment) (rate(hormesis_signal_requests_total{service="${service}"}[1m])) > ${threshold}`;

type Given = {
  file?: string;
  guards?: string;
  days?: number;
  incidents?: readonly PastIncident[];
  changes?: readonly PastChange[];
  origin?: Partial<Origin>;
  traffic: readonly Traffic[];
};

function replay({
  file = group(alert('High', badShare(0.1))),
  guards,
  days = 1,
  incidents = [],
  changes = [],
  origin,
  traffic,
}: Given) {
  const replaying = new RulesReplay({
    file: rules(file),
    ...(guards === undefined ? {} : { guards: rules(guards) }),
    facts: { incidents, changes },
    period: { from: at(0), to: at(days) },
    origin: origin
      ? {
          incident: 'inc-1',
          fingerprint: 'class-1',
          service: 'checkout',
          environment: 'production',
          fittedUntil: null,
          variantsTried: 1,
          ...origin,
        }
      : null,
  });
  const recorder = record(...traffic);
  replaying.take(recorder, recorder.windows);
  return replaying.reports();
}

const onset = at(0, 600);
const isBad = (end: number) => end > onset && end <= onset + 20 * minute;
const traffic: Traffic = { from: at(0), to: at(1), total: 100, bad: (end) => (isBad(end) ? 40 : 1) };
const one = incident('inc-1', onset);

describe('the replay of rules', () => {
  it('tells when a rule would have fired, and what that would have spared', () => {
    const [report] = replay({ incidents: [one], traffic: [traffic], origin: {} });
    const { source, recall, falseAlarms, savedUserSeconds, verdict, coverage, windows, series } =
      report?.report ?? {};
    expect(report?.rule).toBe('High');
    expect(verdict).toBe('passed');
    expect(source?.leadMs).toBeGreaterThan(9 * minute);
    expect(recall).toMatchObject({ caught: 1, of: 1 });
    expect(falseAlarms).toMatchObject({ count: 0 });
    expect(falseAlarms?.high).toBeCloseTo((3.6889 / (falseAlarms?.days ?? 1)) * 7, 2);
    // About 39 bad requests too many in each 10 s, for as long as it would have been stopped earlier.
    expect(savedUserSeconds).toBeGreaterThan(39 * 6 * 8.5);
    expect(savedUserSeconds).toBeLessThan(39 * 6 * 10);
    expect({ coverage, windows, series }).toEqual({ coverage: 1, windows: 8640, series: 2 });
  });

  it('draws what the rule compares around the incident', () => {
    const [report] = replay({ incidents: [one], traffic: [traffic], origin: {} });
    const [picture] = report?.pictures ?? [];
    expect(picture).toMatchObject({ incident: 'inc-1', metric: 'http.errors', threshold: 0.1 });
    expect(picture?.points.length).toBeLessThanOrEqual(500);
    expect(Math.max(...(picture?.points ?? []).map(({ value }) => value ?? 0))).toBeCloseTo(0.4, 2);
    expect(picture?.firedAt).toBe(report?.report.source?.firedAt);
  });

  it('sees a window only once it was recorded', () => {
    const punctual = replay({ incidents: [one], traffic: [traffic], origin: {} })[0]?.report.source;
    const late = replay({ incidents: [one], traffic: [{ ...traffic, late: 5 * minute }], origin: {} })[0]
      ?.report.source;
    expect((punctual?.leadMs ?? 0) - (late?.leadMs ?? 0)).toBeGreaterThanOrEqual(4 * minute);
  });

  it('is blind to what came hours late: it would have fired after the incident was over', () => {
    const late = replay({ incidents: [one], traffic: [{ ...traffic, late: 3 * 60 * minute }], origin: {} })[0]
      ?.report;
    expect(late?.recall).toMatchObject({ caught: 0 });
    expect(late?.reason).not.toMatch(/became known more than/);
  });

  it('takes what was imported long after as if it had come on time, and says so', () => {
    const days = 24 * 60 * minute;
    const imported = replay({ incidents: [one], traffic: [{ ...traffic, late: 14 * days }], origin: {} })[0]
      ?.report;
    expect(imported?.verdict).toBe('passed');
    expect(imported?.reason).toMatch(
      /8640 of 8640 windows became known more than 6 hours after.*fired later/,
    );
  });

  it('is blind to all that comes after: cutting the record changes nothing before the cut', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 560, max: 700 }),
        fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 20, maxLength: 20 }),
        (cutAt, bads) => {
          const cut = at(0, cutAt);
          const before = {
            from: at(0, 540),
            to: cut,
            total: 100,
            bad: (end: number) => bads[Math.floor(end / (10 * minute)) % 20] ?? 0,
          };
          const rest = { from: cut, to: at(0, 760), total: 100, bad: () => 90 };
          const firedBefore = (all: readonly Traffic[]) =>
            replay({ traffic: all })[0]?.report.falseAlarms?.at.filter((time) => Date.parse(time) <= cut);
          expect(firedBefore([before, rest])).toEqual(firedBefore([before]));
        },
      ),
      { numRuns: 15 },
    );
  });

  it('names the series that it would need, where none of them is on record', () => {
    const [report] = replay({
      file: group(alert('High', badShare(0.1, 'basket'))),
      incidents: [one],
      traffic: [traffic],
      origin: {},
    });
    expect(report?.report).toMatchObject({ verdict: 'not-evaluable', falseAlarms: null, recall: null });
    expect(report?.report.missing[0]).toMatch(/hormesis_signal_bad_total\{service="basket"\}/);
  });

  it.each([
    [
      'is divided by a series',
      `${badShare(0.01).replace(/ \/ .*/, '')} / on () sum(rate(http_requests_total[5m])) > 0.1`,
      'http_requests_total',
    ],
    [
      'is asked for together with one',
      `(${badShare(0.1)}) and on () up{job="checkout"} == 1`,
      'up{job="checkout"}',
    ],
    ['is larger than one', `hormesis_signal_bad_total > ignoring (metric) limits`, 'limits'],
  ])('says nothing of what %s that was never recorded', (_, expr, selector) => {
    const [report] = replay({ file: group(alert('Half', expr)), incidents: [one], traffic: [traffic] });
    expect(report?.report).toMatchObject({ verdict: 'not-evaluable', falseAlarms: null, recall: null });
    expect(report?.report.reason).toMatch(/no value without series that were never recorded/);
    expect(report?.report.missing).toEqual([expect.stringContaining(`Series ${selector} `)]);
  });

  it('judges what has a value without the series that was never recorded, and names that', () => {
    const [report] = replay({
      file: group(
        alert('Either', `(${badShare(0.1)}) or (sum by (service, environment) (rate(http_5xx[5m])) > 1)`),
      ),
      incidents: [one],
      traffic: [traffic],
    });
    expect(report?.report).toMatchObject({ verdict: 'passed', recall: { caught: 1, of: 1 } });
    expect(report?.report.missing).toEqual([expect.stringContaining('Series http_5xx ')]);
  });

  it('judges an alert for silence by all that was recorded', () => {
    const [report] = replay({
      file: group(alert('Gone', 'absent(heartbeat{service="checkout"})')),
      incidents: [one],
      traffic: [traffic],
    });
    expect(report?.report).toMatchObject({
      verdict: 'failed',
      falseAlarms: { count: 2 },
      recall: { caught: 0 },
    });
    expect(report?.report.missing).toEqual([
      expect.stringContaining('Series heartbeat{service="checkout"} '),
    ]);
  });

  it('says where an expression never had a value, though all that it reads was recorded', () => {
    const [report] = replay({
      file: group(
        alert('Apart', 'hormesis_signal_bad_total / on (job, __name__) hormesis_signal_requests_total > 0.1'),
      ),
      incidents: [one],
      traffic: [traffic],
    });
    expect(report?.report).toMatchObject({ verdict: 'not-evaluable', recall: null });
    expect(report?.report.reason).toMatch(/never had a value/);
    expect(report?.report.missing[0]).toMatch(/none at any evaluation/);
  });

  it('counts the windows that lie in the period, whatever was read to look back', () => {
    const before = { ...traffic, from: at(-1), to: at(2) };
    expect(replay({ incidents: [one], traffic: [before] })[0]?.report).toMatchObject({ windows: 8640 });
    const imported = replay({ traffic: [{ ...before, late: 14 * 24 * 60 * minute }] })[0]?.report;
    expect(imported?.reason).toMatch(/8640 of 8640 windows/);
  });

  it('judges a rule that never fires, but measures', () => {
    const [report] = replay({
      file: group(alert('Never', badShare(0.9))),
      incidents: [one],
      traffic: [traffic],
    });
    expect(report?.report).toMatchObject({ verdict: 'failed', recall: { caught: 0, of: 1 } });
  });

  it('says of each rule beside which other one it adds nothing', () => {
    const [low, high] = replay({
      file: group(alert('Low', badShare(0.05)), alert('High', badShare(0.3))),
      incidents: [one],
      traffic: [traffic],
    });
    expect(low?.report.reason).not.toMatch(/adds nothing/);
    expect(high?.report.reason).toMatch(/Low fires as early on all that it catches/);
  });

  it('says beside which guard in force it adds nothing', () => {
    const [report] = replay({
      guards: group(alert('Guarded', badShare(0.05))),
      incidents: [one],
      traffic: [traffic],
    });
    expect(report?.report.reason).toMatch(/Guarded fires as early/);
  });

  it('follows rules that record for those that alert', () => {
    const file = `groups:\n  - name: two\n    interval: 30s\n    rules:\n    - record: checkout:share\n      expr: sum by (service) (rate(hormesis_signal_bad_total[1m])) / sum by (service) (rate(hormesis_signal_requests_total[1m]))\n    - alert: High\n      expr: checkout:share > 0.1\n`;
    const [report] = replay({ file, incidents: [one], traffic: [traffic] });
    expect(report?.report).toMatchObject({ recall: { caught: 1, of: 1 }, series: 2 });
  });

  it('gives the same bytes for the same record, over one service after the other as over all at once', () => {
    const file = rules(
      group(alert('High', 'sum by (service, environment) (rate(hormesis_signal_bad_total[1m])) > 1.5')),
    );
    const services = ['basket', 'checkout', 'search'];
    const all = services.map((service) => ({ ...traffic, service }));
    const question = {
      file,
      facts: { incidents: [one], changes: [change('dep-1', at(0, 100))] },
      period: { from: at(0), to: at(1) },
      origin: null,
    };
    const together = new RulesReplay(question);
    const apart = new RulesReplay(question);
    expect(together.needs).toMatchObject({ byService: true, services: undefined });
    const whole = record(...all);
    together.take(whole, whole.windows);
    for (const part of all) apart.take(record(part), 8_640);
    expect(JSON.stringify(apart.reports())).toBe(JSON.stringify(together.reports()));
    expect(together.reports()[0]?.report.falseAlarms?.count).toBe(2);
  });
});

describe('what a replay needs', () => {
  const needs = (expr: string) =>
    new RulesReplay({
      file: rules(group(alert('A', expr))),
      facts: { incidents: [], changes: [] },
      period: { from: at(0), to: at(1) },
      origin: null,
    }).needs;

  it('is the record of the services that are named', () => {
    expect(needs(badShare(0.1)).services).toEqual(['checkout']);
    expect(needs('rate(hormesis_signal_bad_total[5m]) > 1').services).toBeUndefined();
  });

  it('is all at once where a rule looks across services', () => {
    expect(needs('sum by (service) (rate(x[5m])) > 1').byService).toBe(true);
    expect(needs('sum without (cohort) (rate(x[5m])) > 1').byService).toBe(true);
    expect(needs('sum(rate(x[5m])) > 1').byService).toBe(false);
    expect(needs('x / on (service) y > 1').byService).toBe(true);
    expect(needs('x / on (environment) group_left y > 1').byService).toBe(false);
    expect(needs('absent(x)').byService).toBe(false);
  });

  it('goes back as far as the rule looks', () => {
    expect(needs('rate(x[6h]) > 1').lookbackMs).toBeGreaterThanOrEqual(6 * 60 * minute);
  });
});
