import { quantileOf } from '../functions/quantile.js';
import { keep, slotting, without } from '../labels/label-set.js';
import type { Labels } from '../series.js';
import type { Aggregate, Grouping } from '../syntax/expression.js';
import { type ScalarNode, slots, type VectorNode } from './node.js';
import { rankingNode } from './ranking-node.js';

export type Groups = { labels: readonly Labels[]; slotOf: Int32Array };

/** Which slot of the result each slot of the operand belongs to. */
function groupsOf(child: VectorNode, { mode, labels }: Grouping): Groups {
  return slotting(
    child.labels.map((each) => (mode === 'by' ? keep(each, labels) : without(each, [...labels, '__name__']))),
  );
}

/** `sum by (…) (…)` and its like. */
export function aggregateNode(
  { operator, grouping }: Aggregate,
  child: VectorNode,
  parameter: ScalarNode | undefined,
  dialect: '2' | '3',
): VectorNode {
  const groups = groupsOf(child, grouping);
  switch (operator) {
    case 'topk':
    case 'bottomk':
      return rankingNode(operator, child, groups, parameter as ScalarNode);
    case 'quantile':
      return quantileNode(child, groups, parameter as ScalarNode);
    default:
      return foldNode(operator, child, groups, dialect);
  }
}

type Fold = Exclude<Aggregate['operator'], 'topk' | 'bottomk' | 'quantile'>;

function foldNode(
  operator: Fold,
  child: VectorNode,
  { labels, slotOf }: Groups,
  dialect: '2' | '3',
): VectorNode {
  if (labels.length === slotOf.length && ['sum', 'avg', 'min', 'max'].includes(operator))
    return renamed(child, labels);
  const node = slots(labels);
  const { values, present } = node;
  const counts = new Float64Array(labels.length);
  /** What summing lost, or the mean for the variance. */
  const extra = new Float64Array(labels.length);
  const isSpread = operator === 'stddev' || operator === 'stdvar';
  // Prometheus 2 says that one value has no spread, even where it is NaN.
  const takeIn = isSpread && dialect === '3' ? spreadOfFinite : folds[operator];
  const finish = finishes[operator];
  return {
    ...node,
    evaluate(at, now) {
      child.evaluate(at, now);
      present.fill(0);
      for (let index = 0; index < slotOf.length; index++) {
        if (child.present[index] === 0) continue;
        const group = slotOf[index] as number;
        const value = child.values[index] as number;
        if (present[group] === 0) {
          present[group] = 1;
          counts[group] = 0;
          extra[group] = 0;
          values[group] = 0;
        }
        counts[group] = (counts[group] as number) + 1;
        takeIn(values, extra, counts, group, value);
      }
      for (let group = 0; group < labels.length; group++)
        if (present[group] === 1)
          values[group] = finish(values[group] as number, extra[group] as number, counts[group] as number);
    },
  };
}

/** Each group has one series: its value is the result. */
function renamed(child: VectorNode, labels: readonly Labels[]): VectorNode {
  return { labels, values: child.values, present: child.present, evaluate: child.evaluate };
}

type TakeIn = (
  values: Float64Array,
  extra: Float64Array,
  counts: Float64Array,
  group: number,
  value: number,
) => void;

const nothing: TakeIn = () => undefined;

/** Neumaier's summation, so that the order of the series does not matter. */
const add: TakeIn = (values, extra, _, group, value) => {
  const sum = values[group] as number;
  const next = sum + value;
  if (!Number.isFinite(next)) extra[group] = 0;
  else
    extra[group] =
      (extra[group] as number) + (Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum);
  values[group] = next;
};

const best =
  (better: (value: number, chosen: number) => boolean): TakeIn =>
  (values, _, counts, group, value) => {
    const chosen = values[group] as number;
    if (counts[group] === 1 || better(value, chosen) || Number.isNaN(chosen)) values[group] = value;
  };

/** Welford: `extra` is the mean so far, `values` the sum of squares. */
const spread: TakeIn = (values, extra, counts, group, value) => {
  if (counts[group] === 1) {
    extra[group] = value;
    return;
  }
  const mean = extra[group] as number;
  const delta = value - mean;
  const next = mean + delta / (counts[group] as number);
  extra[group] = next;
  values[group] = (values[group] as number) + delta * (value - next);
};

const spreadOfFinite: TakeIn = (values, extra, counts, group, value) => {
  spread(values, extra, counts, group, value);
  if (counts[group] === 1 && !Number.isFinite(value)) values[group] = Number.NaN;
};

const folds: Readonly<Record<Fold, TakeIn>> = {
  sum: add,
  avg: add,
  min: best((value, chosen) => value < chosen),
  max: best((value, chosen) => value > chosen),
  count: nothing,
  group: nothing,
  stddev: spread,
  stdvar: spread,
};

const finishes: Readonly<Record<Fold, (value: number, extra: number, count: number) => number>> = {
  sum: (value, lost) => value + lost,
  avg: (value, lost, count) => (value + lost) / count,
  min: (value) => value,
  max: (value) => value,
  count: (_value, _extra, count) => count,
  group: () => 1,
  stddev: (value, _, count) => Math.sqrt(value / count),
  stdvar: (value, _, count) => value / count,
};

function quantileNode(child: VectorNode, { labels, slotOf }: Groups, fraction: ScalarNode): VectorNode {
  const node = slots(labels);
  const space = new Float64Array(slotOf.length);
  return {
    ...node,
    evaluate(at, now) {
      child.evaluate(at, now);
      const wanted = fraction.evaluate(at, now);
      for (let group = 0; group < labels.length; group++) {
        let count = 0;
        for (let index = 0; index < slotOf.length; index++)
          if (slotOf[index] === group && child.present[index] === 1)
            space[count++] = child.values[index] as number;
        node.present[group] = count > 0 ? 1 : 0;
        if (count > 0) node.values[group] = quantileOf(wanted, space, count);
      }
    },
  };
}
