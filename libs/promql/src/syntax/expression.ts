import type { Place } from '../promql-error.js';
import type { Matcher } from '../series.js';

export type BinaryOperator =
  | ('+' | '-' | '*' | '/' | '%' | '^' | 'atan2')
  | ('==' | '!=' | '<' | '<=' | '>' | '>=')
  | ('and' | 'or' | 'unless');

export type AggregateOperator =
  | ('sum' | 'avg' | 'min' | 'max' | 'count' | 'group' | 'stddev' | 'stdvar')
  | ('topk' | 'bottomk' | 'quantile');

/** Which labels two sides share (`on`) or do not need to share (`ignoring`), and which side may hold many. */
export type Matching = {
  mode: 'on' | 'ignoring';
  labels: readonly string[];
  many: 'none' | 'left' | 'right';
  /** Labels taken over from the one side. */
  include: readonly string[];
};

export type Grouping = { mode: 'by' | 'without'; labels: readonly string[] };

type At<T> = T & { place: Place };

export type NumberLiteral = At<{ kind: 'number'; value: number }>;
export type StringLiteral = At<{ kind: 'string'; value: string }>;
export type Selector = At<{ kind: 'selector'; matchers: readonly Matcher[]; offsetMs: number }>;
export type RangeSelector = At<{ kind: 'range'; selector: Selector; rangeMs: number }>;
export type Subquery = At<{
  kind: 'subquery';
  operand: Expression;
  rangeMs: number;
  /** Absent: the default step of the evaluation. */
  stepMs: number | undefined;
  offsetMs: number;
}>;
export type Unary = At<{ kind: 'unary'; operator: '+' | '-'; operand: Expression }>;
export type Binary = At<{
  kind: 'binary';
  operator: BinaryOperator;
  left: Expression;
  right: Expression;
  bool: boolean;
  matching: Matching | undefined;
}>;
export type Aggregate = At<{
  kind: 'aggregate';
  operator: AggregateOperator;
  grouping: Grouping;
  parameter: Expression | undefined;
  operand: Expression;
}>;
export type Call = At<{ kind: 'call'; function: string; arguments: readonly Expression[] }>;

/** A PromQL expression of the subset that we evaluate. */
export type Expression =
  | NumberLiteral
  | StringLiteral
  | Selector
  | RangeSelector
  | Subquery
  | Unary
  | Binary
  | Aggregate
  | Call;

export type ExpressionType = 'scalar' | 'string' | 'vector' | 'range';

export const isComparison = (operator: BinaryOperator): boolean =>
  ['==', '!=', '<', '<=', '>', '>='].includes(operator);

export const isSetOperator = (operator: BinaryOperator): boolean =>
  operator === 'and' || operator === 'or' || operator === 'unless';
