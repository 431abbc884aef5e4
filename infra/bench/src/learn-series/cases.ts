import type { Background, Healthy } from '../series/backgrounds/background.js';
import type { Point } from '../series/labelled-series.js';
import { Noise } from '../series/noise.js';
import { backgrounds } from '../series/synthetic.js';
import { Random } from '../traffic/random.js';
import { type IncidentClass, incidentClasses } from './incident-classes.js';
import type { LessonCase, Span } from './lesson-case.js';

const lengths = [400, 1000, 2500, 10_000];
/** Of the cases, those whose incident is none. */
const invisible = 0.25;
const seasonal = new Set(['office hours', 'requests', 'posts', 'sines', 'beats', 'jobs']);
const positive = new Set(['cpu', 'requests', 'posts', 'prices', 'office hours', 'memory', 'temperature']);
/** What cannot be seen in a series that is so anyway. */
const senseless: Readonly<Record<string, readonly string[]>> = {
  'sparse counts': ['dip', 'stuck', 'outage'],
  still: ['stuck', 'no season'],
  jobs: ['dip'],
  traffic: ['stuck'],
};

/** Cases of every background and class that go together; the same for a seed on every machine. */
export function* cases(seed: number, perPair: number): Generator<LessonCase> {
  for (const [n, background] of backgrounds.entries()) {
    for (const [m, kind] of incidentClasses.filter((one) => goesWith(background, one)).entries()) {
      for (let one = 0; one < perPair; one += 1) {
        yield lessonCase(
          background,
          kind,
          new Noise(new Random(seed * 1_000_003 + n * 10_007 + m * 101 + one)),
        );
      }
    }
  }
}

function goesWith({ kind }: Background, { name }: IncidentClass): boolean {
  if (senseless[kind]?.includes(name)) return false;
  if (name === 'no season') return seasonal.has(kind);
  return name !== 'factor' || positive.has(kind);
}

function lessonCase(background: Background, kind: IncidentClass, noise: Noise): LessonCase {
  const healthy = cut(background.make(noise), noise.random.pick(lengths));
  const visible = !noise.random.chance(invisible);
  const { length } = healthy.values;
  const longest = Math.floor(length / 12);
  const long = Math.max(1, Math.min(longest, kind.long(noise, healthy.period)));
  const first = Math.floor(length * noise.between(0.35, 0.55));
  const make = kind.draw(noise);
  const missing = new Set<number>();
  const spans: Span[] = [];
  const strike = (at: number, points: number, strength: number) => {
    const wrong = make(strength, noise);
    const changed = Array.from({ length: points }, (_, into) => wrong(healthy, at + into, into, points));
    for (const [into, value] of changed.entries()) {
      if (value === undefined) missing.add(at + into);
      else healthy.values[at + into] = fitting(healthy, value);
    }
    spans.push({ from: healthy.times[at] ?? 0, to: healthy.times[at + points - 1] ?? 0 });
  };
  const count = noise.whole(2, 4);
  if (visible) {
    strike(first, long, 1);
    const room = Math.floor((length - first - 2 * long - 2) / count);
    for (let one = 0; one < count; one += 1) {
      const points = Math.max(
        1,
        Math.min(Math.floor(room * 0.6), Math.round(long * noise.between(0.7, 1.8))),
      );
      const at = first + 2 * long + one * room + noise.whole(0, room - points - 1);
      strike(at, points, noise.between(0.65, 1.5));
    }
  } else spans.push({ from: healthy.times[first] ?? 0, to: healthy.times[first + long - 1] ?? 0 });
  const [told = { from: 0, to: 0 }, ...recurrences] = spans;
  return {
    name: `${background.kind}, ${visible ? kind.name : 'nothing'}`,
    background: background.kind,
    incident: kind.name,
    visible,
    points: pointsOf(healthy, missing, noise),
    told,
    recurrences,
  };
}

function pointsOf(healthy: Healthy, missing: ReadonlySet<number>, noise: Noise): Point[] {
  const holes = noise.random.chance(0.2) ? 0.003 : 0;
  return healthy.times.flatMap((t, index) =>
    missing.has(index)
      ? []
      : [{ t, value: noise.random.chance(holes) ? null : (healthy.values[index] ?? null) }],
  );
}

function cut(healthy: Healthy, length: number): Healthy {
  return { ...healthy, times: healthy.times.slice(0, length), values: healthy.values.slice(0, length) };
}

function fitting({ floor = Number.NEGATIVE_INFINITY, whole }: Healthy, value: number): number {
  const bounded = Math.max(floor, value);
  return whole ? Math.round(bounded) : bounded;
}
