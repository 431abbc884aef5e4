import { afterEach, describe, expect, it, vi } from 'vitest';
import { type DetectOptions, detectAnomalies } from '../src/detect/detect-anomalies.js';
import { objective } from '../src/detect/objective.js';
import { BadLine, watchLineOf } from '../src/detect/watch-line.js';

const window = {
  t: 1000,
  at: 1020,
  service: 'checkout',
  cohort: 'control',
  metric: 'errors',
  total: 50,
  bad: 1,
};
const read = (value: unknown) => watchLineOf(JSON.stringify(value));

describe('a line of hormesis detect', () => {
  it('is a window, whose environment, cohort, arrival and bad count need not be said', () => {
    expect(read(window)).toMatchObject(window);
    expect(read({ t: 1000, service: 'a', metric: 'm', total: 3 })).toEqual({
      ...{ t: 1000, at: 1000, service: 'a', environment: undefined },
      ...{ cohort: 'all', metric: 'm', total: 3, bad: 0 },
    });
  });

  it('may tell of latency alone, with bounds as text and counts as text', () => {
    const latency = { count: '4', sumMs: 80, le: { '10': 1, '+Inf': '4' } };
    expect(read({ t: 1, service: 'a', metric: 'm', latency })).toMatchObject({
      total: 4,
      bad: 0,
      latency: { count: 4, sumMs: 80, le: { '10': 1, '+Inf': 4 } },
    });
  });

  it('is a change, and a time may be written as text', () => {
    const change = { id: 'c1', service: 'checkout', kind: 'deploy', exposure: 10 };
    const t = '2026-01-05T01:00:00Z';
    expect(read({ t, change })).toEqual({ t: Date.parse(t), at: Date.parse(t), change });
  });

  it.each([
    ['{"t": 1', /not JSON .*one object a line/],
    ['[]', /no JSON object/],
    ['{"t": 1}', /neither a change nor a window/],
    ['{"service": "a", "metric": "m", "total": 1}', /“t” is missing: give a time in milliseconds/],
    ['{"t": 1, "service": "a", "metric": "m"}', /“total” is missing: say how many requests/],
    ['{"t": 1, "service": "a", "metric": "m", "total": -1}', /“total” is -1: give a number from 0/],
    ['{"t": 1, "service": "a", "metric": "m", "total": 1, "latency": 3}', /“latency” must be an object/],
    ['{"t": 1, "change": {"id": "x"}}', /“change.service” is missing: give a name/],
  ])('is refused with what is wrong and what to do: %s', (text, reason) => {
    expect(() => watchLineOf(text)).toThrow(reason);
    expect(() => watchLineOf(text)).toThrow(BadLine);
  });
});

describe('hormesis detect', () => {
  afterEach(() => vi.restoreAllMocks());

  /** What goes to stdout and stderr for these lines. */
  async function detect(texts: readonly string[], options: DetectOptions = {}) {
    const said = { out: '', err: '' };
    for (const [name, stream] of [['out', process.stdout] as const, ['err', process.stderr] as const]) {
      vi.spyOn(stream, 'write').mockImplementation((text) => {
        said[name] += String(text);
        return true;
      });
    }
    await detectAnomalies(numbered(texts), options);
    return said;
  }

  async function* numbered(texts: readonly string[]) {
    for (const [i, text] of texts.entries()) yield { number: i + 1, text };
  }

  /** Ten minutes of one error in 200; then users of a change get so many a second. */
  const dayWith = (errors: number) =>
    Array.from({ length: 660 }, (_, second) => {
      const t = 1_700_000_000_000 + second * 1000;
      const of = (cohort: string, bad: number) => JSON.stringify({ ...window, t, at: t + 40, cohort, bad });
      const change = JSON.stringify({ t, at: t, change: { id: 'c1', service: 'checkout', exposure: 50 } });
      const control = of('control', second % 4 === 0 ? 1 : 0);
      if (second < 600) return [control];
      return [...(second === 600 ? [change] : []), control, of('c1', errors)];
    }).flat();
  const day = dayWith(2);

  it('prints an anomaly as one line of JSON, and for people what was read', async () => {
    const { out, err } = await detect(day, { summary: true });
    const lines = out.trim().split('\n');
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      t: expect.any(Number),
      anomaly: {
        service: 'checkout',
        metric: 'errors',
        changeId: 'c1',
        evidence: { lift: expect.any(Number) },
      },
    });
    expect(err).toMatch(
      /720 windows and 1 changes were read. 1 anomalies:\n {2}checkout errors got worse by c1/,
    );
  });

  it('ends at a line that cannot be read, and says which and what to do', async () => {
    await expect(detect([...day.slice(0, 3), '{"t": 1'])).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringMatching(/^Line 4 cannot be read: it is not JSON/),
      hint: 'Put it right, or pass over such lines with --skip-bad.',
    });
  });

  it('passes over such lines where it is told to, and counts them', async () => {
    const { out, err } = await detect(['nonsense', ...day, '{}'], { skipBad: true });
    expect(out).toContain('"changeId":"c1"');
    expect(err).toMatch(/^Skipped 2 lines that cannot be read; the first, line 1: it is not JSON/);
  });

  it('takes a budget in words, and refuses others', async () => {
    const hasty = await detect(dayWith(1), { budget: '1 % per 30 min' });
    const strict = await detect(dayWith(1), { budget: 'one false rollback a year' });
    expect(JSON.parse(strict.out).t).toBeGreaterThan(JSON.parse(hasty.out).t);
    await expect(detect(day, { budget: 'few' })).rejects.toThrow(/--budget: “few” is no budget/);
  });

  it('takes objectives as metric=percent', () => {
    expect(objective('b=99.9', objective('a=99'))).toEqual({ a: 0.99, b: 0.999 });
    expect(() => objective('a=100')).toThrow(/below 100/);
  });
});
