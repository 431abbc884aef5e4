import { PromqlError, parseExpression } from '@hormesis/promql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { differences, ourInstant, ourRange, theirs } from './support/compare.js';
import { random } from './support/random.js';
import { randomExpression } from './support/random-expression.js';
import { type RealPrometheus, startPrometheus } from './support/real-prometheus.js';
import { end, sampleSeries, sourceOf, start } from './support/sample-series.js';

const series = sampleSeries(7);
const source = sourceOf(series);
let prometheus: RealPrometheus;
beforeAll(async () => {
  prometheus = await startPrometheus(series);
});
afterAll(() => prometheus?.stop());

const minute = 60_000;
const moments = [start + 4 * minute, start + 61 * minute + 13_000, end, end + 4 * minute];

/** Compares at some moments and over a range. */
async function compare(text: string): Promise<string[]> {
  const found: string[] = [];
  for (const at of moments) {
    const lines = differences(ourInstant(text, source, at), theirs(await prometheus.query(text, at)));
    found.push(...lines.map((line) => `${text}\n  ${line}`));
  }
  const [from, to, step] = [start + 20 * minute, start + 50 * minute, 37_000];
  const real = theirs(await prometheus.queryRange(text, from, to, step));
  // A range fails as a whole where one step fails, and where one series is told twice over the steps.
  if (real === 'error') return found;
  const lines = differences(ourRange(text, source, from, to, step), real);
  found.push(...lines.slice(0, 5).map((line) => `${text}\n  ${line}`));
  return found;
}

describe('our engine and Prometheus', () => {
  // Other seeds, by hand: PROMQL_SEED=2 PROMQL_COUNT=2000 npx vitest run --project int libs/promql
  it('give the same for random expressions', { timeout: 600_000 }, async () => {
    const by = random(Number(process.env.PROMQL_SEED ?? 1));
    const count = Number(process.env.PROMQL_COUNT ?? 120);
    const found: string[] = [];
    for (let index = 0; index < count; index++) found.push(...(await compare(randomExpression(by, 3))));
    expect(found.slice(0, 30)).toEqual([]);
  });

  it.each([
    'topk(2, requests_total) by (environment)',
    'bottomk(3, requests_total)',
    'topk(scalar(target) * 8, sum by (service) (requests_total))',
    'topk(0, requests_total)',
    'quantile(1.5, requests_total)',
    'quantile by (service) (NaN, requests_total)',
    'requests_total + errors_total offset 5m',
    '-requests_total ^ 2',
    '-1 ^ 2',
    '2 ^ 3 ^ 2 - -1',
    '1 - 2 - 3 * 4 % 3',
    '0x1F + 1e3 + .5 + 010',
    'sum(errors_total) by (service) > bool 3 or vector(1)',
    'errors_total > 5 < 500',
    '1 < bool 2',
    '5 >= bool errors_total',
    '5 < errors_total',
    'requests_total == requests_total',
    'errors_total unless on(service) owner and requests_total{code=""}',
    'errors_total * on(service) group_left(team) owner',
    'owner * on(service) group_right(team) errors_total',
    'errors_total * on(service) owner',
    'requests_total / errors_total',
    'requests_total{code=""} atan2 errors_total',
    'abs({__name__=~"requests_total|errors_total", code=""})',
    '{__name__=~".*_total", service="shop", code=""}',
    `requests_total{service=~'(?i)SHOP'}`,
    `requests_total{service=~'s(?i:HOP)|[[:upper:]]+'}`,
    `requests_total{service!~'[[:alpha:]]{4}'}`,
    `requests_total{service=~'\\\\pL{3}|\\\\Qma.il\\\\E|(s+)+x'}`,
    'label_replace(requests_total, "who", "$1-$2.$9", "service", "(?i)(S.)(o)?.*")',
    'requests_total{service=~"shop|", environment!=""}',
    'rate({__name__=~"requests_total|errors_total", code=""}[5m])',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: this is Go's notation.
    'label_replace(requests_total, "who", "$2-${1}", "service", "(.)(.*)")',
    'label_replace(requests_total, "service", "", "service", ".*")',
    'label_replace(owner, "team", "$named", "team", "team-(?P<named>.+)")',
    'label_join(requests_total, "both", "/", "service", "environment")',
    'label_join(owner, "none", "/")',
    'absent(nothing{service="shop", code=~"5..", environment!="x"})',
    'absent(nothing{service="shop", service="pay"})',
    'absent_over_time(nothing{service="shop"}[5m])',
    'absent(requests_total)',
    'scalar(requests_total)',
    'scalar(target) + time() + pi()',
    'vector(time())',
    'timestamp(temperature)',
    'timestamp(temperature + 0)',
    'minute() + hour() * 100',
    'day_of_week() + day_of_month() * 10 + day_of_year() * 1000',
    'days_in_month() + month() * 100 + year() * 10000',
    'days_in_month(vector(1709210096))',
    'year(errors_total * 1e6)',
    'sin(target) + cos(target) + tan(target) + asin(target) + acos(target) + atan(target)',
    'sinh(target) + cosh(target) + tanh(target) + asinh(target) + acosh(target + 1) + atanh(target)',
    'deg(target) + rad(target)',
    'sgn(temperature)',
    'round(temperature, 5) + round(temperature)',
    'clamp_min(clamp_max(temperature, 10), 2)',
    'clamp(temperature, 5, 1)',
    'histogram_quantile(0.9, latency_seconds_bucket)',
    'histogram_quantile(2, latency_seconds_bucket)',
    'histogram_quantile(-1, latency_seconds_bucket)',
    'histogram_quantile(0.99, sum by (le) (increase(latency_seconds_bucket[10m])))',
    'histogram_quantile(0.5, requests_total)',
    'predict_linear(requests_total[10m], 3600)',
    'predict_linear(temperature[10m] offset 5m, 60)',
    'deriv(temperature[10m])',
    'quantile_over_time(0.9, temperature[10m])',
    'max_over_time(rate(requests_total[1m])[10m:30s])',
    'rate(sum by (service) (requests_total)[10m:1m])',
    'avg_over_time(max_over_time(errors_total[2m:30s])[10m:1m] offset 3m)',
    'sum_over_time((errors_total > 100)[15m:])',
    'sum_over_time(errors_total offset 5m[10m:1m])',
    'min_over_time(timestamp(temperature)[5m:7s])',
    'last_over_time(errors_total[20m])',
    'count(requests_total) without (service)',
    'group by (environment) (requests_total)',
    '# a comment\nsum(requests_total) # another',
    'on + 1',
    'sum',
  ])('give the same for %s', async (text) => {
    const parsed = parses(text);
    if (parsed) expect(await compare(text)).toEqual([]);
    else expect(await prometheus.query(text, end)).toHaveProperty('error');
  });

  it.each([
    'sum(',
    'rate(requests_total)',
    'abs(requests_total[5m])',
    'requests_total[5m] + 1',
    'sum(requests_total[5m])',
    '1 > 2',
    'requests_total > bool',
    'requests_total + bool errors_total',
    'requests_total and 1',
    'requests_total and on(service) group_left errors_total',
    'requests_total + on(service) group_left(service) errors_total',
    'requests_total + on(service) 1',
    '{service=~".*"}',
    '{}',
    'requests_total{service="shop"',
    'requests_total{service=~"("}',
    'requests_total{service=~"(?=x)"}',
    'topk(requests_total, 3)',
    'topk(requests_total)',
    'round()',
    'label_replace(requests_total, "a", "b")',
    '(requests_total + 1)[5m]',
    'requests_total[5m] offset 1m offset 2m',
    '(requests_total + 1) offset 5m',
    'rate(requests_total[0s])',
    '"text" + 1',
    'unknown_function(requests_total)',
    'requests_total errors_total',
    'requests_total{__name__="other"}',
  ])('both refuse %s', async (text) => {
    expect(parses(text)).toBe(false);
    expect(await prometheus.query(text, end)).toHaveProperty('error');
  });
});

function parses(text: string): boolean {
  try {
    parseExpression(text);
    return true;
  } catch (error) {
    if (error instanceof PromqlError) return false;
    throw error;
  }
}
