import { firstFrom, medianOf } from '../past/order.js';
import type { Lesson } from './lesson.js';
import { NormalTail } from './normal-tail.js';
import type { Scene } from './scenes.js';
import type { Track } from './tracks.js';

/** What a false alarm costs, in incidents found; and the points over which they are counted, at least. */
const costOfFalseAlarm = 0.25;
const fewestPoints = 1500;
/** What an incident that is found only at its end is worth less. */
const costOfDelay = 0.3;
/** Heights that are tried. */
const heights = 30;
const mostStretches = 400;
/** The tail of the normal is at least so wide, as a share of what lies between it and the incident. */
const coarse = 0.03;

/** How useful an alert would be at its best threshold. */
export type Judged = {
  track: Track;
  direction: 1 | -1;
  /** It fires where the statistic, times its direction, is at least so high. */
  threshold: number;
  /** What is usual. */
  centre: number;
  /** The highest of the normal past, and of the incident. */
  highest: number;
  peak: number;
  usefulness: number;
  /** Share of what could come that it finds. */
  recall: number;
  /** False alarms that are to be expected in as many points as the normal past has. */
  falseAlarms: number;
  /** How often the normal past would be as high as the incident, and the chance that so long a stretch of it is. */
  likeNormal: number;
  chance: number;
};

/** What the statistic would be in a scene: its highest value so far, at each point. */
type Rise = { scene: Scene; up: Float64Array; down: Float64Array };

export function judge(
  lesson: Lesson,
  track: Track,
  instance: Scene,
  others: readonly Scene[],
  had: (scene: Scene) => Float64Array,
): Judged[] {
  const past = statisticOf(lesson, track);
  const rises = [instance, ...others].map((scene) => riseOf(track, scene, had(scene)));
  return track.directions.flatMap((direction) => judged(lesson, track, direction, past, rises) ?? []);
}

/** The statistic at each normal point; NaN elsewhere and while the incident is still in its window. */
function statisticOf({ normal, labelled }: Lesson, { signal, make, window }: Track): Float64Array {
  const statistic = make();
  let tainted = 0;
  return signal.at.map((value, index) => {
    const result = Number.isNaN(value) ? Number.NaN : statistic.take(value);
    tainted = labelled[index] === 1 ? 2 * window : tainted - 1;
    return normal[index] === 1 && tainted < 0 ? result : Number.NaN;
  });
}

function riseOf({ signal, make, window }: Track, scene: Scene, had: Float64Array): Rise {
  const statistic = make();
  for (let index = Math.max(0, scene.at - 2 * window - 4); index < scene.at; index += 1) {
    const value = signal.at[index] ?? Number.NaN;
    if (!Number.isNaN(value)) statistic.take(value);
  }
  const up = new Float64Array(had.length);
  const down = new Float64Array(had.length);
  let high = Number.NEGATIVE_INFINITY;
  let low = Number.POSITIVE_INFINITY;
  for (const [n, value] of had.entries()) {
    const result = Number.isNaN(value) ? Number.NaN : statistic.take(value);
    if (result > high) high = result;
    if (result < low) low = result;
    up[n] = high;
    down[n] = -low;
  }
  return { scene, up, down };
}

function judged(
  lesson: Lesson,
  track: Track,
  direction: 1 | -1,
  past: Float64Array,
  rises: readonly Rise[],
): Judged | undefined {
  const normal = past.filter((value) => !Number.isNaN(value)).map((value) => direction * value);
  const risen = rises.map(({ scene, up, down }) => ({ scene, rise: direction === 1 ? up : down }));
  const peak = risen[0]?.rise.at(-1) ?? Number.NaN;
  const centre = medianOf(normal);
  if (normal.length < 20 || !Number.isFinite(peak) || peak <= centre) return undefined;
  const stretch = stretchOf(normal.length, risen[0]?.rise.length ?? 1, track.window);
  const highest = highestOf(normal, stretch);
  const top = Math.max(...highest);
  const tail = new NormalTail(highest, Math.max(coarse * Math.abs(peak - top), 1e-9 * Math.abs(peak), 1e-12));
  const stretches = normal.length / stretch;
  const lasting = Math.max(lesson.normalPoints, fewestPoints) / normal.length;
  const base = Math.min(medianOf(highest), peak);
  const chance = tail.chance(peak);
  const likeNormal = stretches * chance;
  let best: Judged | undefined;
  for (let n = 1; n <= heights; n += 1) {
    const threshold = base + ((peak - base) * n) / heights;
    const falseAlarms = stretches * tail.chance(threshold);
    const { worth, recall } = found(risen, threshold);
    const usefulness = worth - costOfFalseAlarm * falseAlarms * lasting - track.cost;
    if (best !== undefined && usefulness <= best.usefulness) continue;
    best = {
      track,
      direction,
      threshold,
      centre,
      highest: top,
      peak,
      usefulness,
      recall,
      falseAlarms,
      likeNormal,
      chance,
    };
  }
  return best;
}

/** Long enough to hold an incident, and so many that their heights can be told. */
function stretchOf(points: number, incident: number, window: number): number {
  const wanted = Math.max(incident, window, Math.ceil(points / mostStretches));
  return Math.max(1, Math.min(wanted, Math.floor(points / 12)));
}

function highestOf(normal: Float64Array, stretch: number): Float64Array {
  const highest = new Float64Array(Math.max(1, Math.floor(normal.length / stretch))).fill(
    Number.NEGATIVE_INFINITY,
  );
  for (const [n, value] of normal.entries()) {
    const place = Math.min(highest.length - 1, Math.floor(n / stretch));
    if (value > (highest[place] ?? 0)) highest[place] = value;
  }
  return highest;
}

function found(
  risen: readonly { scene: Scene; rise: Float64Array }[],
  threshold: number,
): { worth: number; recall: number } {
  let worth = 0;
  let caught = 0;
  let whole = 0;
  for (const { scene, rise } of risen) {
    if (!Number.isFinite(rise.at(-1) ?? Number.NaN)) continue;
    whole += scene.weight;
    const delay = firstFrom(rise, threshold);
    if (delay >= rise.length) continue;
    caught += scene.weight;
    worth += scene.weight * (1 - (costOfDelay * delay) / rise.length);
  }
  return whole === 0 ? { worth: 0, recall: 0 } : { worth: worth / whole, recall: caught / whole };
}
