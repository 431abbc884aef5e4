import { PromqlError } from '../promql-error.js';
import type { Expression } from './expression.js';

/** No rule is evaluated, and no subquery steps, more often than this. */
export const shortestStepMs = 1_000;
/** Prometheus' default step where a subquery states none. */
const usualStepMs = 60_000;
/** As many as a query over a range has in Prometheus. */
const mostSteps = 11_000;
/** Of a subquery with those inside of it. */
const mostStepsInside = 1_000_000;

/** Refuses subqueries that would keep whoever evaluates them from everything else. */
export function checkSteps(expression: Expression): void {
  stepsOf(expression);
}

/** How often the innermost of the subqueries is evaluated for one moment. */
function stepsOf(expression: Expression): number {
  const most = (parts: readonly (Expression | undefined)[]): number =>
    Math.max(1, ...parts.map((each) => (each ? stepsOf(each) : 1)));
  switch (expression.kind) {
    case 'subquery': {
      const { operand, place, rangeMs, stepMs = usualStepMs } = expression;
      if (stepMs < shortestStepMs)
        throw new PromqlError(
          'unsupported',
          'A subquery steps at most once a second. Give it a longer step, such as [1h:1m].',
          place,
        );
      const steps = Math.ceil(rangeMs / stepMs);
      const all = steps * stepsOf(operand);
      if (steps <= mostSteps && all <= mostStepsInside) return all;
      const [found, allowed] = steps > mostSteps ? [steps, mostSteps] : [all, mostStepsInside];
      throw new PromqlError(
        'unsupported',
        `The subquery has ${found} steps${steps > mostSteps ? '' : ' with those inside of it'}; at most ${allowed} are evaluated. Give it a longer step or a shorter range.`,
        place,
      );
    }
    case 'unary':
      return stepsOf(expression.operand);
    case 'binary':
      return most([expression.left, expression.right]);
    case 'aggregate':
      return most([expression.parameter, expression.operand]);
    case 'call':
      return most(expression.arguments);
    default:
      return 1;
  }
}
