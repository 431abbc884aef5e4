import { type Expression, type RuleGroup, typeOf } from '@hormesis/promql';
import { partsOf } from './parts-of.js';

/** Functions that make one of all series, or something of none. */
const acrossSeries = new Set(['absent', 'absent_over_time', 'scalar', 'vector']);

/**
 * Whether rules look at each service by itself, so that they may be replayed over one service after the other: what they
 * say of a service depends on its own series alone.
 */
export function isByService(groups: readonly RuleGroup[]): boolean {
  return groups
    .flatMap(({ rules }) => rules)
    .every(
      (rule) => !(rule.kind === 'record' && 'service' in rule.labels) && staysInService(rule.expression),
    );
}

function staysInService(expression: Expression): boolean {
  return keepsService(expression) && partsOf(expression).every(staysInService);
}

function keepsService(expression: Expression): boolean {
  switch (expression.kind) {
    case 'aggregate': {
      const { mode, labels } = expression.grouping;
      return labels.includes('service') === (mode === 'by');
    }
    case 'call': {
      if (acrossSeries.has(expression.function)) return false;
      if (expression.function !== 'label_replace' && expression.function !== 'label_join') return true;
      const [, target] = expression.arguments;
      return target?.kind === 'string' && target.value !== 'service';
    }
    case 'binary': {
      const { left, matching, right } = expression;
      if (matching === undefined || typeOf(left) !== 'vector' || typeOf(right) !== 'vector') return true;
      return matching.labels.includes('service') === (matching.mode === 'on');
    }
    default:
      return true;
  }
}
