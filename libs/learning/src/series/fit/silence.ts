import { mean } from '../statistic/statistic.js';
import type { Lesson } from './lesson.js';
import type { Scene } from './scenes.js';
import type { Track } from './tracks.js';

/** Silence shorter than this, in usual steps, is none. */
const shortest = 1.8;
/** And shorter than this, as a share of the incident, it is not what the incident is about. */
const ofIncident = 0.3;
const strengths = [1, 0.75, 0.55, 0.4];

/** How long each point was waited for, in usual steps. */
export function silenceTrack({ times, spans, step }: Lesson): Track {
  const at = times.map((t, index) => {
    const before = times[index - 1] ?? Number.NaN;
    const told = spans.some(({ from, to }) => t >= from && before <= to);
    return told ? Number.NaN : (t - before) / step;
  });
  const signal = {
    baseline: undefined,
    at,
    had: (_: number, values: Float64Array) => values,
    expected: (_: number, points: number) => new Float64Array(points).fill(1),
  };
  return { family: 'silence', signal, window: 1, make: () => mean(1), how: 'mean', directions: [1], cost: 0 };
}

/** The longest silence of the incident, as it was and shorter; undefined where there was none. */
export function silenceScenes({
  times,
  incident,
  from,
  step,
  now,
}: Lesson): { instance: Scene; others: Scene[] } | undefined {
  let longest = 0;
  for (let index = Math.max(1, from); index <= times.length; index += 1) {
    const before = times[index - 1] ?? 0;
    if (before > incident.to) break;
    longest = Math.max(longest, (times[index] ?? Math.max(now, incident.to)) - before);
  }
  const gap = longest / step;
  if (gap < shortest || longest < ofIncident * (incident.to - incident.from)) return undefined;
  const others = strengths.map((strength) => ({ at: 0, values: Float64Array.of(gap * strength), weight: 1 }));
  return { instance: { at: 0, values: Float64Array.of(gap), weight: 1 }, others };
}
