import { findBaselines } from './find-baselines.js';
import { type Judged, judge } from './judge.js';
import { fewestNormal, type Lesson } from './lesson.js';
import { type Scene, scenesOf } from './scenes.js';
import { deviationSignal, type Signal, valueSignal } from './signal.js';
import { silenceScenes, silenceTrack } from './silence.js';
import { type Track, tracksOf } from './tracks.js';

/** What the normal past may have of heights like the incident's, and how useful an alert has to be. */
const mostLikeNormal = 0.1;
const mostChance = 0.0005;
const leastUsefulness = 0.3;

/** The alert that would be most useful, or why there is none; and how many were compared. */
export type Choice = { tried: number; best: Judged | undefined } & (
  | { alert: Judged }
  | { alert: undefined; because: 'too-little-normal' | 'no-points' | 'like-normal' | 'not-useful' }
);

export function chooseAlert(lesson: Lesson): Choice {
  const none = { tried: 0, best: undefined, alert: undefined };
  if (lesson.normalPoints < fewestNormal) return { ...none, because: 'too-little-normal' };
  const all = [...judgeValues(lesson), ...judgeSilence(lesson)];
  if (all.length === 0) return { ...none, because: 'no-points' };
  const tried = all.length;
  const visible = all.filter(
    ({ likeNormal, chance }) => likeNormal <= mostLikeNormal && chance <= mostChance,
  );
  const best = mostUseful(visible);
  if (best === undefined) return { tried, best: mostUseful(all), alert: undefined, because: 'like-normal' };
  if (best.usefulness < leastUsefulness) return { tried, best, alert: undefined, because: 'not-useful' };
  return { tried, best, alert: best };
}

function mostUseful(all: readonly Judged[]): Judged | undefined {
  let best: Judged | undefined;
  for (const one of all) if (best === undefined || one.usefulness > best.usefulness) best = one;
  return best;
}

function judgeValues(lesson: Lesson): Judged[] {
  if (lesson.to <= lesson.from) return [];
  const value = valueSignal(lesson);
  const deviations = findBaselines(lesson).map((settings) => deviationSignal(lesson, settings));
  const { instance, others } = scenesOf(lesson, deviations.at(-1) ?? value);
  const had = new Map<Signal, Map<Scene, Float64Array>>();
  for (const signal of [value, ...deviations]) {
    had.set(
      signal,
      new Map([instance, ...others].map((scene) => [scene, signal.had(scene.at, scene.values)])),
    );
  }
  const hadBy = (track: Track) => (scene: Scene) => had.get(track.signal)?.get(scene) ?? new Float64Array();
  return tracksOf(lesson, value, deviations).flatMap((track) =>
    judge(lesson, track, instance, others, hadBy(track)),
  );
}

function judgeSilence(lesson: Lesson): Judged[] {
  const track = silenceTrack(lesson);
  const scenes = silenceScenes(lesson);
  if (scenes === undefined) return [];
  return judge(lesson, track, scenes.instance, scenes.others, (scene) => scene.values);
}
