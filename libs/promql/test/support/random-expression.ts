import type { Random } from './random.js';

const ranges = ['30s', '1m', '2m', '5m', '17m'];
const labels = ['service', 'environment', 'code'];

/** A random expression of the subset that gives an instant vector. */
export function randomExpression(by: Random, depth: number): string {
  if (depth <= 0) return selector(by);
  const inner = (): string => randomExpression(by, depth - 1);
  return by.of([
    () => selector(by),
    () => rangeCall(by, depth),
    () => rangeCall(by, depth),
    () => aggregate(by, inner()),
    () => aggregate(by, inner()),
    () => `(${inner()}) ${arithmetic(by)} ${scalar(by)}`,
    () => `${scalar(by)} ${arithmetic(by)} (${inner()})`,
    () => `(${inner()}) ${comparison(by)} ${by.chance(0.3) ? 'bool ' : ''}${scalar(by)}`,
    () => matched(by, inner(), inner()),
    () => `sum by (service) (${inner()}) ${arithmetic(by)} sum by (service) (${inner()})`,
    () =>
      `(${inner()}) ${by.of(['and', 'or', 'unless'])}${by.of(['', ' on(service)', ' ignoring(code)'])} (${inner()})`,
    () => `${vectorCall(by)}(${inner()})`,
    () => `-(${inner()})`,
    () => `(${selector(by)}) ${by.of(['% 7', '^ 2', '^ 0.5', '% -2.5'])}`,
    () => `clamp(${inner()}, ${scalar(by)}, ${scalar(by)})`,
    () => `round(${inner()}, 0.${1 + by.below(9)})`,
    () => `histogram_quantile(0.${by.below(10)}, ${histogram(by)})`,
    () => `absent(${inner()})`,
    () => `label_replace(${inner()}, "${by.of(labels)}", "x-$1", "service", "(s.*|pay)")`,
  ])();
}

function selector(by: Random): string {
  const name = by.of(['requests_total', 'errors_total', 'temperature', 'temperature', 'nothing']);
  const matchers = by.of([
    '',
    '{service="shop"}',
    '{service!="shop"}',
    '{service=~"s.*|mail",environment="production"}',
    '{environment!~"prod.+"}',
    '{code=""}',
  ]);
  return `${name}${matchers}${by.chance(0.15) ? ` offset ${by.of(['1m', '7m', '100s'])}` : ''}`;
}

function rangeCall(by: Random, depth: number): string {
  const offset = by.chance(0.2) ? ` offset ${by.of(['45s', '5m'])}` : '';
  const subquery = by.chance(0.25);
  const range = subquery
    ? `(${randomExpression(by, depth - 2)})[${by.of(['5m', '10m', '630s'])}:${by.of(['', '1m', '45s', '15s'])}]${offset}`
    : `${selector(by).replace(/ offset.*/, '')}[${by.of(ranges)}]${offset}`;
  const name = by.of([
    ...['rate', 'rate', 'increase', 'delta', 'irate', 'idelta', 'deriv', 'changes', 'resets'],
    ...['avg', 'min', 'max', 'sum', 'count', 'last', 'present', 'stddev', 'stdvar'].map(
      (each) => `${each}_over_time`,
    ),
    ...['absent_over_time'],
  ]);
  if (by.chance(0.1)) return `quantile_over_time(0.${by.below(10)}, ${range})`;
  if (by.chance(0.05)) return `predict_linear(${range}, ${by.below(600)})`;
  return `${name}(${range})`;
}

function aggregate(by: Random, operand: string): string {
  const grouping = by.of([
    '',
    ' by (service)',
    ' by (environment, code)',
    ' without (environment)',
    ' without (service, code)',
  ]);
  if (by.chance(0.15)) return `quantile${grouping} (0.${by.below(10)}, ${operand})`;
  // The spread of large numbers that lie close together, as times do, depends on the order of the series.
  const spread = operand.includes('time') ? [] : ['stddev', 'stdvar'];
  const name = by.of(['sum', 'sum', 'avg', 'min', 'max', 'count', 'group', ...spread]);
  return `${name}${grouping} (${operand})`;
}

function matched(by: Random, left: string, right: string): string {
  const operator = by.chance(0.6) ? arithmetic(by) : `${comparison(by)}${by.chance(0.3) ? ' bool' : ''}`;
  return by.of([
    () => `(${left}) ${operator} (${right})`,
    () => `(${left}) ${operator} on(service, environment) (${right})`,
    () => `(${left}) ${operator} ignoring(code) group_left() (max without (code) (${right}))`,
    () => `(${left}) ${operator} on(service) group_left(team) owner`,
    () => `owner ${operator} on(service) group_right(team) (${right})`,
  ])();
}

const arithmetic = (by: Random): string => by.of(['+', '-', '*', '/']);
const comparison = (by: Random): string => by.of(['==', '!=', '<', '<=', '>', '>=']);
const vectorCall = (by: Random): string =>
  by.of(['abs', 'ceil', 'floor', 'exp', 'sqrt', 'ln', 'log2', 'log10', 'sgn', 'timestamp', 'sort']);

function histogram(by: Random): string {
  const rated = `rate(latency_seconds_bucket[${by.of(ranges)}])`;
  return by.of([
    rated,
    `sum by (le) (${rated})`,
    `sum by (le, service) (${rated})`,
    'latency_seconds_bucket',
  ]);
}

function scalar(by: Random): string {
  return by.of(['0', '1', '2.5', '-3', '0.05', 'scalar(target)', '1e3', 'Inf', 'time()', '(2 + 3)', '2 ^ 3']);
}
