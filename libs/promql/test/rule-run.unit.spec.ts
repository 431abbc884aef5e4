import {
  type RuleFailure,
  type RuleFile,
  readRules,
  ruleRun,
  type Series,
  type SeriesSource,
} from '@hormesis/promql';
import { describe, expect, it } from 'vitest';
import { random } from './support/random.js';
import { sourceOf } from './support/sample-series.js';

const minute = 60_000;

const source = (...series: Series[]): SeriesSource => sourceOf(series);

function every(ms: number, labels: Series['labels'], values: number[]): Series {
  return { labels, length: values.length, times: values.map((_, index) => index * ms), values };
}

function file(text: string): RuleFile {
  const read = readRules(text);
  if ('problems' in read) throw new Error(JSON.stringify(read.problems, null, 2));
  return read;
}

const rules = file(`
groups:
  - name: checkout
    interval: 1m
    rules:
      - record: service:errors:rate
        expr: sum by (service) (rate(errors[2m]))
      - alert: TooManyErrors
        expr: service:errors:rate > 0.5
        for: 2m
        labels: { severity: page, team: 'owns-{{ $labels.service }}' }
        annotations:
          summary: '{{ $labels.service }} fails {{ $value | humanize }} times a second'
`);

describe('a running rule file', () => {
  const errors = every(
    minute,
    { __name__: 'errors', service: 'shop', pod: 'a' },
    [0, 0, 0, 60, 120, 180, 240, 300, 300, 300, 300],
  );

  it('goes from pending to firing after its time, and is resolved', () => {
    const run = ruleRun(rules, source(errors), { dialect: '2' });
    const changes: ReturnType<typeof run.evaluate>[number][] = [];
    for (let at = 0; at <= 10 * minute; at += minute) changes.push(...run.evaluate(at));
    expect(changes.map(({ state, at }) => [state, at / minute])).toEqual([
      ['pending', 4],
      ['firing', 6],
      ['resolved', 8],
    ]);
    expect(changes[1]).toMatchObject({
      group: 'checkout',
      rule: 'TooManyErrors',
      labels: { alertname: 'TooManyErrors', service: 'shop', severity: 'page', team: 'owns-shop' },
      annotations: { summary: 'shop fails 1 times a second' },
      value: 1,
      activeAt: 4 * minute,
      firedAt: 6 * minute,
    });
  });

  it('lists what is active', () => {
    const run = ruleRun(rules, source(errors), { dialect: '2' });
    for (let at = 0; at <= 7 * minute; at += minute) run.evaluate(at);
    expect(run.alerts()).toMatchObject([{ rule: 'TooManyErrors', state: 'firing' }]);
  });

  it('reads recorded series as it would read the expression itself, however long it runs', () => {
    const by = random(5);
    const counts = Array.from({ length: 3000 }, () => by.below(10));
    const noisy = every(minute, { __name__: 'errors', service: 'shop' }, runningSums(counts));
    const both = file(`
groups:
  - name: g
    rules:
      - { record: recorded, expr: 'sum by (service) (rate(errors[3m])) > 0.07' }
      - { alert: Recorded, expr: 'avg_over_time(recorded[10m]) > 0.1', for: 2m }
      - { alert: Recorded2, expr: 'recorded' }
      - { alert: Direct2, expr: 'sum by (service) (rate(errors[3m])) > 0.07' }
      - { alert: Direct, expr: 'avg_over_time((sum by (service) (rate(errors[3m])) > 0.07)[10m:1m]) > 0.1', for: 2m }
`);
    const run = ruleRun(both, source(noisy));
    const changes: ReturnType<typeof run.evaluate>[number][] = [];
    for (let at = 0; at < counts.length * minute; at += minute) changes.push(...run.evaluate(at));
    const of = (rule: string) =>
      changes.filter((each) => each.rule === rule).map(({ at, state }) => [at, state]);
    expect(of('Recorded2').length).toBeGreaterThan(100);
    expect(of('Recorded2')).toEqual(of('Direct2'));
    expect(of('Recorded').length).toBeGreaterThan(10);
    expect(of('Recorded')).toEqual(of('Direct'));
  });

  it('tells of a rule that cannot be evaluated, and leaves its alerts as they were', () => {
    const clash = file(`
groups:
  - name: g
    rules: [{ alert: A, expr: 'errors * on(service) others' }]
`);
    const failures: RuleFailure[] = [];
    const other = (pod: string, values: number[]) =>
      every(minute, { __name__: 'others', service: 'shop', pod }, values);
    const run = ruleRun(
      clash,
      source(errors, other('a', [1, 1, 1, 1]), late(other('b', [1, 1]), 2 * minute)),
      {
        onFailure: (failure) => failures.push(failure),
      },
    );
    for (let at = 0; at <= 3 * minute; at += minute) run.evaluate(at);
    expect(failures).toMatchObject([
      { at: 2 * minute, group: 'g', rule: 'A' },
      { at: 3 * minute, group: 'g', rule: 'A' },
    ]);
    expect(failures[0]?.because).toMatch(/right side of \* match the same group.*pod="a".*pod="b"/);
    expect(run.alerts()).toMatchObject([{ state: 'firing', activeAt: 0 }]);
  });

  it('evaluates each group at its own interval', () => {
    const two = file(`
groups:
  - { name: often, interval: 10s, rules: [{ alert: Often, expr: vector(1), labels: { at: '{{ $value }}' } }] }
  - { name: rarely, rules: [{ alert: Rarely, expr: vector(1) }] }
`);
    const run = ruleRun(two, source(), { intervalMs: 30_000 });
    expect(run.nextAt()).toBe(Number.NEGATIVE_INFINITY);
    run.evaluate(0);
    expect(run.nextAt()).toBe(10_000);
    run.evaluate(10_000);
    expect(run.nextAt()).toBe(20_000);
    run.evaluate(20_000);
    run.evaluate(30_000);
    expect(run.nextAt()).toBe(40_000);
  });
});

function runningSums(counts: readonly number[]): number[] {
  let sum = 0;
  return counts.map((count) => {
    sum += count;
    return sum;
  });
}

function late(series: Series, ms: number): Series {
  return { ...series, times: Array.from(series.times, (time) => time + ms) };
}
