import { type RuleFile, readRules, ruleRun, type Series, type SeriesSource } from '@hormesis/promql';
import { describe, expect, it } from 'vitest';
import { matches } from '../src/labels/match-labels.js';

const minute = 60_000;

function source(...series: Series[]): SeriesSource {
  return { version: 1, select: (matchers) => series.filter(({ labels }) => matches(matchers)(labels)) };
}

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
    const changes = [];
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
});
