import type { Window } from './labelled-series.js';

/** What a catch, a false alarm and a missed window weigh. */
export type Profile = { caught: number; falseAlarm: number; missed: number };

export const profiles = {
  standard: { caught: 1, falseAlarm: 0.11, missed: 1 },
  'low FP': { caught: 1, falseAlarm: 0.22, missed: 1 },
  'low FN': { caught: 1, falseAlarm: 0.11, missed: 2 },
} as const satisfies Record<string, Profile>;

export type ProfileName = keyof typeof profiles;

/** What NAB scores of one series. `scores` has one number for each point. */
export type Scored = { scores: Float64Array; windows: readonly Window[] };

/**
 * NAB's score of a detector over series at one threshold, 0 for a detector that never alarms and 100 for one that alarms
 * at the begin of every window and nowhere else. Each window counts once, by its earliest alarm: more at its begin (a
 * sigmoid of the relative position). Each alarm outside counts against, less so shortly behind a window. Alarms in the
 * first 15 % of a series (750 points at most) do not count. NaN where no series has a window.
 * (Lavin and Ahmad, ICMLA 2015; NAB 1.1 for the probation and the normalisation.)
 */
export function nabScore(series: readonly Scored[], threshold: number, profile: Profile): number {
  const windows = series.reduce((sum, one) => sum + counted(one).length, 0);
  const raw = series.reduce((sum, one) => sum + rawScore(one, threshold, profile), 0);
  const none = -profile.missed * windows;
  return (100 * (raw - none)) / (profile.caught * windows - none);
}

/** The sum for one series, before it is normalised. */
export function rawScore(one: Scored, threshold: number, profile: Profile): number {
  const { scores, windows } = one;
  const probation = probationOf(scores.length);
  let sum = 0;
  let next = 0;
  let best = -profile.missed;
  for (let index = 0; index < scores.length; index += 1) {
    const window = windows[next];
    const alarm = index >= probation && (scores[index] ?? 0) >= threshold;
    if (window === undefined || index < window.first) {
      if (alarm) sum += profile.falseAlarm * pastWindow(windows[next - 1], index);
      continue;
    }
    if (alarm) best = Math.max(best, (profile.caught * inWindow(window, index)) / sigmoid(-1));
    if (index === window.last) {
      if (index >= probation) sum += best;
      best = -profile.missed;
      next += 1;
    }
  }
  return sum;
}

function counted({ scores, windows }: Scored): readonly Window[] {
  const probation = probationOf(scores.length);
  return windows.filter((window) => window.last >= probation);
}

/** Points at the begin of a series of this length whose alarms do not count. */
export function probationOf(length: number): number {
  return Math.min(Math.floor(0.15 * length), 750);
}

function inWindow({ first, last }: Window, index: number): number {
  return sigmoid(-(last - index + 1) / (last - first + 1));
}

function pastWindow(window: Window | undefined, index: number): number {
  return window === undefined ? -1 : sigmoid((index - window.last) / (window.last - window.first));
}

/** 1 far before 0, 0 at 0, −1 from 3 on. */
function sigmoid(position: number): number {
  return position >= 3 ? -1 : 2 / (1 + Math.exp(5 * position)) - 1;
}
