import { markdown } from '../markdown.js';
import type { Cost } from './cost.js';
import type { Result, ScenarioResult } from './result.js';
import type { Score, Share } from './score.js';

type Row = Parameters<typeof markdown>[0][number];

/** The result for people: faults, healthy runs, costs, bars. */
export function tables(
  { scenarios, falseAlarms, bars }: Result,
  costs: Readonly<Record<string, Cost>>,
): string {
  const rows = (kind: string, cell: (score: Score) => string) =>
    scenarios.filter(({ truth }) => truth.kind === kind).map((scenario) => rowOf(scenario, cell));
  const runs = Object.values(falseAlarms)[0]?.of;
  const together = { scenario: 'all together', runs, ...mapped(falseAlarms, percents) };
  const healthy = rows('healthy', alarms);
  return [
    ...table(
      'Faults: delay p50 / p90 in seconds; in percent of the runs: missed, wrong change blamed, alarm before the fault',
      rows('fault', delays),
    ),
    ...table(
      'Healthy: percent of the runs with a false alarm within 30 min of the change, with the exact 95 % interval; before the change',
      healthy.length > 1 ? [...healthy, together] : healthy,
    ),
    ...table(
      'Processor time',
      Object.entries(costs).map(([subject, { windowMicroseconds, requestNanoseconds }]) => ({
        subject,
        'µs a window': windowMicroseconds,
        'ns a request': requestNanoseconds,
      })),
    ),
    ...table(
      'Bars of the design',
      bars.map((bar) => ({ ...bar, met: bar.met ? 'yes' : 'no' })),
    ),
  ].join('\n\n');
}

function table(title: string, rows: readonly Row[]): string[] {
  return rows.length > 0 ? [title, markdown(rows)] : [];
}

function rowOf({ name, subjects }: ScenarioResult, cell: (score: Score) => string): Row {
  return { scenario: name, runs: Object.values(subjects)[0]?.runs, ...mapped(subjects, cell) };
}

function mapped<Value>(
  values: Readonly<Record<string, Value>>,
  cell: (value: Value) => string,
): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, cell(value)]));
}

function delays({ delayP50, delayP90, missed, wrong, falseAlarms }: Score): string {
  const extra = [...some('missed', missed), ...some('wrong', wrong), ...some('early', falseAlarms)];
  return [`${delayP50 ?? '–'} / ${delayP90 ?? '–'}`, ...extra].join('; ');
}

function some(what: string, { hits, share }: Share): string[] {
  return hits > 0 ? [`${what} ${Math.round(share * 100)}`] : [];
}

function alarms({ falseAlarms, falseInHistory }: Score): string {
  const before = falseInHistory.hits > 0 ? `; before ${percent(falseInHistory.share)}` : '';
  return `${percents(falseAlarms)}${before}`;
}

function percents({ share, low, high }: Share): string {
  return `${percent(share)} (${percent(low)} to ${percent(high)})`;
}

function percent(share: number): string {
  return (share * 100).toFixed(1);
}
