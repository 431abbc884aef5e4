import { matches } from '../labels/match-labels.js';
import type { Labels } from '../series.js';
import type { Expression } from '../syntax/expression.js';
import { selectorsOf } from '../syntax/selectors-of.js';
import type { ActiveAlert } from './alert-states.js';
import type { Writer } from './recorded-series.js';

/** Whether an expression asks for the series in which Prometheus keeps its alerts. */
export function readsAlerts(expression: Expression): boolean {
  return selectorsOf(expression).some(({ matchers }) => {
    const chosen = matches(matchers.filter(({ label }) => label === '__name__'));
    return ['ALERTS', 'ALERTS_FOR_STATE'].some((name) => chosen({ __name__: name }));
  });
}

/** Writes `ALERTS` and `ALERTS_FOR_STATE`, for rules that look at other alerts. */
export function alertsSeries(writer: Writer): (alerts: readonly ActiveAlert[], atMs: number) => void {
  return (alerts, atMs) => {
    for (const { labels, state, activeAt } of alerts) {
      const named: Labels = { ...labels, __name__: 'ALERTS', alertstate: state };
      writer.write(atMs, named, 1);
      writer.write(atMs, { ...labels, __name__: 'ALERTS_FOR_STATE' }, activeAt / 1000);
    }
    writer.finish(atMs);
  };
}
