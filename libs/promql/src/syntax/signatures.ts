import type { ExpressionType } from './expression.js';

/** What a function takes and gives back; the last `optional` arguments may be left out. */
export type Signature = {
  takes: readonly ExpressionType[];
  optional: number;
  /** The last argument may be repeated. */
  repeats: boolean;
  gives: 'scalar' | 'vector';
};

const vector = 'vector';
const scalar = 'scalar';
const range = 'range';
const text = 'string';

const signature = (
  takes: readonly ExpressionType[],
  gives: 'scalar' | 'vector' = 'vector',
  optional = 0,
): Signature => ({ takes, gives, optional, repeats: false });

const each = (names: readonly string[], shape: Signature) => names.map((name) => [name, shape] as const);

export const mathFunctions = [
  ...['abs', 'ceil', 'floor', 'exp', 'sqrt', 'ln', 'log2', 'log10', 'sgn'],
  ...['sin', 'cos', 'tan', 'asin', 'acos', 'atan', 'sinh', 'cosh', 'tanh', 'asinh', 'acosh', 'atanh'],
  ...['deg', 'rad'],
];
export const dateFunctions = [
  ...['minute', 'hour', 'day_of_week', 'day_of_month', 'day_of_year', 'days_in_month', 'month', 'year'],
];
export const rangeFunctions = [
  ...['rate', 'increase', 'delta', 'irate', 'idelta', 'deriv', 'changes', 'resets'],
  ...['avg', 'min', 'max', 'sum', 'count', 'last', 'present', 'stddev', 'stdvar'].map(
    (each) => `${each}_over_time`,
  ),
];

/** The functions that we evaluate. */
export const signatures: ReadonlyMap<string, Signature> = new Map<string, Signature>([
  ...each(mathFunctions, signature([vector])),
  ...each(dateFunctions, signature([vector], 'vector', 1)),
  ...each(rangeFunctions, signature([range])),
  ['quantile_over_time', signature([scalar, range])],
  ['predict_linear', signature([range, scalar])],
  ['absent', signature([vector])],
  ['absent_over_time', signature([range])],
  ['round', signature([vector, scalar], 'vector', 1)],
  ['clamp', signature([vector, scalar, scalar])],
  ['clamp_min', signature([vector, scalar])],
  ['clamp_max', signature([vector, scalar])],
  ['histogram_quantile', signature([scalar, vector])],
  ['label_replace', signature([vector, text, text, text, text])],
  ['label_join', { ...signature([vector, text, text, text]), repeats: true, optional: 1 }],
  ['scalar', signature([vector], 'scalar')],
  ['vector', signature([scalar])],
  ['time', signature([], 'scalar')],
  ['pi', signature([], 'scalar')],
  ['timestamp', signature([vector])],
  ['sort', signature([vector])],
  ['sort_desc', signature([vector])],
]);
