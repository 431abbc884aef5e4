import { dates } from '../functions/dates.js';
import { linearRegression } from '../functions/linear-regression.js';
import { math, roundTo } from '../functions/math.js';
import { overTime, quantileOverTime } from '../functions/over-time.js';
import { extrapolated, instant } from '../functions/rates.js';
import { withoutName } from '../labels/label-set.js';
import type { Labels } from '../series.js';
import type { Call, Expression } from '../syntax/expression.js';
import { absentNode } from './absent-node.js';
import { bindRange, bindScalar, bindVector, singleNode } from './bind-node.js';
import type { Binding } from './binding.js';
import { clampNode } from './clamp-node.js';
import { histogramQuantileNode } from './histogram-quantile-node.js';
import { labelJoin, labelReplace } from './label-functions.js';
import { mapValues } from './map-values.js';
import type { ScalarNode, VectorNode } from './node.js';
import { type RangeFunction, rangeFunctionNode } from './range-function-node.js';
import { selectorNode } from './selector-node.js';
import { sampleTimesNode } from './timestamp-node.js';

const same = (labels: Labels): Labels => labels;

/** Binds a call of a function that gives an instant vector. */
export function bindCall(call: Call, bound: Binding): VectorNode {
  const [first, second, third] = call.arguments as [Expression, Expression, Expression];
  const { function: name } = call;
  const mathFunction = math[name];
  if (mathFunction) return mapValues(bindVector(first, bound), withoutName, mathFunction);
  const dateFunction = dates[name];
  if (dateFunction) {
    const times = first ? bindVector(first, bound) : singleNode(currentTime);
    return mapValues(times, withoutName, dateFunction);
  }
  switch (name) {
    case 'absent':
      return absentNode(first, bindVector(first, bound));
    case 'absent_over_time':
      return absentNode(
        first,
        overRange(first, bound, () => 1),
      );
    case 'round':
      return withNumber(first, second ? bindScalar(second, bound) : undefined, bound);
    case 'clamp':
      return clampNode(bindVector(first, bound), bindScalar(second, bound), bindScalar(third, bound));
    case 'clamp_min':
      return clampNode(bindVector(first, bound), bindScalar(second, bound), undefined);
    case 'clamp_max':
      return clampNode(bindVector(first, bound), undefined, bindScalar(second, bound));
    case 'histogram_quantile':
      return histogramQuantileNode(bindScalar(first, bound), bindVector(second, bound), bound.dialect);
    case 'label_replace':
      return mapValues(bindVector(first, bound), labelReplace(call), (value) => value);
    case 'label_join':
      return mapValues(bindVector(first, bound), labelJoin(call), (value) => value);
    case 'vector':
      return singleNode(bindScalar(first, bound));
    case 'timestamp':
      return first.kind === 'selector'
        ? sampleTimesNode(selectorNode(first, bound))
        : mapTimes(bindVector(first, bound));
    case 'sort':
    case 'sort_desc':
      return bindVector(first, bound);
    default:
      return bindRangeFunction(call, bound);
  }
}

export function bindScalarCall(call: Call, bound: Binding): ScalarNode {
  if (call.function === 'time') return currentTime;
  if (call.function === 'pi') return { evaluate: () => Math.PI };
  const operand = bindVector(call.arguments[0] as Expression, bound);
  return {
    evaluate(at, now) {
      operand.evaluate(at, now);
      const slot = operand.present.indexOf(1);
      if (slot < 0 || operand.present.indexOf(1, slot + 1) >= 0) return Number.NaN;
      return operand.values[slot] as number;
    },
  };
}

const currentTime: ScalarNode = { evaluate: (at) => at / 1000 };

/** `timestamp` of anything but a selector is the moment of evaluation. */
function mapTimes(child: VectorNode): VectorNode {
  let seconds = 0;
  return mapValues(
    child,
    withoutName,
    () => seconds,
    (at) => {
      seconds = at / 1000;
    },
  );
}

function bindRangeFunction(call: Call, bound: Binding): VectorNode {
  const [first, second] = call.arguments as [Expression, Expression];
  const { dialect } = bound;
  switch (call.function) {
    case 'rate':
    case 'increase':
    case 'delta': {
      const counter = call.function !== 'delta';
      const range = bindRange(first, bound, counter);
      const perSecond = call.function === 'rate';
      const compute = extrapolated({ dialect, counter, perSecond, rangeMs: range.rangeMs });
      return rangeFunctionNode(range, withoutName, compute);
    }
    case 'irate':
    case 'idelta':
      return overRange(first, bound, instant(call.function === 'irate'));
    case 'deriv': {
      const fit = linearRegression();
      return overRange(first, bound, (window) =>
        window.end - window.start < 2 ? undefined : fit(window, window.times[window.start] as number).slope,
      );
    }
    case 'predict_linear':
      return predictLinear(first, bindScalar(second, bound), bound);
    case 'quantile_over_time':
      return quantile(bindScalar(first, bound), second, bound);
    case 'last_over_time':
      return rangeFunctionNode(bindRange(first, bound), same, overTime.last_over_time as RangeFunction);
    default: {
      const compute = overTime[call.function];
      if (!compute) throw new TypeError(`${call.function} has a signature but no implementation.`);
      return overRange(first, bound, compute);
    }
  }
}

function overRange(range: Expression, bound: Binding, compute: RangeFunction): VectorNode {
  return rangeFunctionNode(bindRange(range, bound), withoutName, compute);
}

function predictLinear(range: Expression, seconds: ScalarNode, bound: Binding): VectorNode {
  const fit = linearRegression();
  let ahead = 0;
  return rangeFunctionNode(
    bindRange(range, bound),
    withoutName,
    (window, at) => {
      if (window.end - window.start < 2) return undefined;
      const { slope, intercept } = fit(window, at);
      return slope * ahead + intercept;
    },
    (at, now) => {
      ahead = seconds.evaluate(at, now);
    },
  );
}

function quantile(fraction: ScalarNode, range: Expression, bound: Binding): VectorNode {
  let wanted = 0;
  return rangeFunctionNode(
    bindRange(range, bound),
    withoutName,
    (window) => quantileOverTime(wanted, window),
    (at, now) => {
      wanted = fraction.evaluate(at, now);
    },
  );
}

function withNumber(operand: Expression, multiple: ScalarNode | undefined, bound: Binding): VectorNode {
  let nearest = 1;
  return mapValues(
    bindVector(operand, bound),
    withoutName,
    (value) => roundTo(value, nearest),
    (at, now) => {
      nearest = multiple?.evaluate(at, now) ?? 1;
    },
  );
}
