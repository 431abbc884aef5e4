import { markdown } from '../markdown.js';
import type { Result, ScenarioResult } from './result.js';
import type { Score, Share } from './score.js';

/** The result for people: faults, healthy runs, bars. */
export function tables({ scenarios, bars }: Result): string {
  const faults = scenarios.filter(({ truth }) => truth.kind === 'fault');
  const healthy = scenarios.filter(({ truth }) => truth.kind === 'healthy');
  return [
    ...section(
      'Faults: delay p50 / p90 in seconds; of a hundred runs: missed, wrong change blamed, alarm before the fault',
      faults,
      delays,
    ),
    ...section(
      'Healthy: runs with a false alarm within 30 min of the change, in percent, with the exact 95 % interval',
      healthy,
      alarms,
    ),
    ...(bars.length > 0
      ? ['Bars of the design', markdown(bars.map((bar) => ({ ...bar, met: bar.met ? 'yes' : 'no' })))]
      : []),
  ].join('\n\n');
}

function section(
  title: string,
  scenarios: readonly ScenarioResult[],
  cell: (score: Score) => string,
): string[] {
  if (scenarios.length === 0) return [];
  const lines = scenarios.map(({ name, subjects }) => ({
    scenario: name,
    runs: Object.values(subjects)[0]?.runs,
    ...Object.fromEntries(Object.entries(subjects).map(([subject, score]) => [subject, cell(score)])),
  }));
  return [title, markdown(lines)];
}

function delays({ delayP50, delayP90, missed, wrong, falseAlarms }: Score): string {
  const extra = [...some('missed', missed), ...some('wrong', wrong), ...some('early', falseAlarms)];
  return [`${seconds(delayP50)} / ${seconds(delayP90)}`, ...extra].join('; ');
}

function some(what: string, share: Share): string[] {
  return share.hits > 0 ? [`${what} ${Math.round(share.share * 100)}`] : [];
}

function alarms({ falseAlarms: { share, low, high } }: Score): string {
  return `${percent(share)} (${percent(low)} to ${percent(high)})`;
}

function seconds(value: number | undefined): string {
  return value === undefined ? '–' : String(value);
}

function percent(share: number): string {
  return (share * 100).toFixed(1);
}
