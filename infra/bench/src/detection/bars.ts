import type { Score } from './score.js';

/** What the design asks of the engine, what was measured, and whether it is met. */
export type Bar = { what: string; bar: string; measured: string; met: boolean };

/** The scenarios that bars speak of: they are run more often. */
export const measuredMore: readonly string[] = ['healthy', 'bursts-4', 'errors-5x', 'late-5x'];

/** The bars of those scenarios that were run. `of` gives the engine's score. */
export function barsOf(of: (scenario: string) => Score | undefined): Bar[] {
  return [
    ...delayBar(of('errors-5x'), '5x errors with the change: median delay', 13),
    ...delayBar(of('late-5x'), '5x errors ten minutes late: median delay', 16),
    ...falseAlarmBar(of('healthy'), 'false alarms per 30 min, no bursts'),
    ...falseAlarmBar(of('bursts-4'), 'false alarms per 30 min, bursts of 4'),
  ];
}

function delayBar(score: Score | undefined, what: string, seconds: number): Bar[] {
  if (!score) return [];
  const { delayP50 } = score;
  const measured = delayP50 === undefined ? 'missed' : `${delayP50} s`;
  return [{ what, bar: `≤ ${seconds} s`, measured, met: delayP50 !== undefined && delayP50 <= seconds }];
}

function falseAlarmBar(score: Score | undefined, what: string): Bar[] {
  if (!score) return [];
  const { share, low, high } = score.falseAlarms;
  const measured = `${percent(share)} % (${percent(low)} to ${percent(high)})`;
  return [{ what, bar: '≤ 1 %', measured, met: share <= 0.01 }];
}

function percent(share: number): string {
  return (share * 100).toFixed(1);
}
