import { markdown } from '../../markdown.js';
import { acceptanceRule } from '../learn/accept.js';
import type { Over, Summary, Totals } from './summary.js';

/** The figures for people. */
export function tables({ classes, totals }: Summary, seeds: readonly number[]): string {
  const rows = classes.map(({ class: name, first, second, without, seeds: verdicts }) => ({
    class: name,
    'stopped by, first': layersIn(first),
    'second, without guards': layersIn(without),
    second: layersIn(second),
    'noticed after, first': secondsIn(first),
    'second, without': secondsIn(without),
    'second ': secondsIn(second),
    'user-seconds, first': first.exposedUserSeconds,
    'second, without ': without.exposedUserSeconds,
    'second  ': second.exposedUserSeconds,
    'better / equal / worse': `${verdicts.better} / ${verdicts.equal} / ${verdicts.worse}`,
  }));
  const whys = classes
    .filter(({ why }) => why.length > 0)
    .map(({ class: name, why }) => `- ${name}: ${why.join('; or ')}.`);
  return [
    `antifragile: seeds ${seeds.join(', ')}; user-seconds are means over seeds, seconds medians`,
    '',
    markdown(rows),
    markdown([
      totalsRow('first round', totals.first),
      totalsRow('second round, without guards', totals.without),
      totalsRow('second round', totals.second),
    ]),
    `Accepted between the rounds: ${acceptanceRule}`,
    '',
    ...(whys.length === 0 ? [] : ['Where it was not better in every seed:', '', ...whys]),
  ].join('\n');
}

function layersIn({ layers }: Over): string {
  return Object.entries(layers)
    .sort((a, b) => b[1] - a[1])
    .map(([layer, count]) => `${layer} ${count}`)
    .join(', ');
}

function secondsIn({ secondsToDetect }: Over): string {
  return secondsToDetect === null ? 'before users' : `${secondsToDetect} s`;
}

function totalsRow(round: string, totals: Totals) {
  return {
    round,
    'user-seconds': totals.exposedUserSeconds,
    'noticed after, median':
      totals.medianSecondsToDetect === null ? '–' : `${totals.medianSecondsToDetect} s`,
    'false alarms a week': totals.falseAlarmsAWeek,
    'by guards': totals.falseAlarmsByGuardsAWeek,
    'good changes': totals.goodChanges,
    stopped: totals.goodStopped,
    delayed: totals.goodDelayed,
    'hours each': totals.delayedHoursEach,
  };
}
